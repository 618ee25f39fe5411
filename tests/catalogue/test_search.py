"""People type as they speak, and slip: what they mean is found, the nearest first."""

import pytest

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.search import MOST_KEYS
from kiosk.catalogue.stock import Stock
from tests.catalogue.samples import SOUND, catalogue_of, city

PENSION = "城乡居民基本养老保险参保登记"
OTHERS = (
    "企业职工基本养老保险关系转移接续",
    "社会保障卡补领",
    "最低生活保障申请",
    "重度残疾人护理补贴申领",
    "银行账户变更备案",
    "住房公积金提取",
    "居民身份证换领",
    "道路旅客运输经营许可",
    "长期护理保险待遇申领",
    "医疗器械经营许可",
)


@pytest.fixture(scope="module")
def catalogue():
    aliases = [("养老金",), (), ("社保卡",), ("低保",), (), (), ("公积金",), ("身份证",)]
    english = ["Enrolment in the basic pension insurance", "", "Replacement of the social security card"]
    return catalogue_of(PENSION, *OTHERS, aliases=aliases, english=[one or "x" for one in english])


def names(catalogue, typed, limit=20):
    return [item.task_name for item in catalogue.search(typed, limit)]


@pytest.mark.parametrize("typed", ["ylbx", "cxjm", "cbdj", "养老", "YLBX", "ｙｌｂｘ"])
def test_the_pension_is_found_by_few_keys(catalogue, typed):
    assert PENSION in names(catalogue, typed)


@pytest.mark.parametrize("keys", ["ylbx", "cxjm"])
def test_four_keys_find_the_pension_in_the_whole_sample_city(keys):
    assert PENSION in names(city(), keys)


@pytest.mark.parametrize(
    "typed",
    [
        "yanglao",
        "yanglaobaoxian",
        "yang lao",
        "yanglb",
        "yanglbx",
        "ylaobx",
        "chengx",
        "养lao",
        "保险参保",
        "yangl",
        "yan",
    ],
)
def test_full_pinyin_begun_pinyin_and_mixtures(catalogue, typed):
    assert PENSION in names(catalogue, typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("chongdu", "重度残疾人护理补贴申领"),
        ("zhongdu", "重度残疾人护理补贴申领"),
        ("yinhang", "银行账户变更备案"),
        ("changqi", "长期护理保险待遇申领"),
        ("lvke", "道路旅客运输经营许可"),
    ],
)
def test_characters_with_several_readings_are_found_by_each(catalogue, typed, found):
    assert found in names(catalogue, typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("社保卡", "社会保障卡补领"),
        ("shebaoka", "社会保障卡补领"),
        ("sbk", "社会保障卡补领"),
        ("低保", "最低生活保障申请"),
        ("dibao", "最低生活保障申请"),
        ("gjj", "住房公积金提取"),
        ("sfz", "居民身份证换领"),
    ],
)
def test_what_people_call_it_comes_first(catalogue, typed, found):
    assert names(catalogue, typed)[0] == found


@pytest.mark.parametrize("typed", ["pension", "PENSION ins", "enrol", "basic pension", "insurance enrolment"])
def test_english_words_find_it_from_their_beginnings(catalogue, typed):
    assert PENSION in names(catalogue, typed)


def test_an_english_word_is_not_found_by_its_middle(catalogue):
    assert names(catalogue, "ens") == []


@pytest.mark.parametrize(
    "typed",
    [
        "yanglap",
        "uanglao",
        "yamglao",  # wrong
        "yaglao",
        "yangao",
        "anglao",
        "yangla",  # missing
        "yangglao",
        "yanglaao",
        "yyanglao",
        "yanglaol",  # too many
        "ynaglao",
        "yanlgao",
        "yangalo",
        "yangloa",  # swapped
        "yanglaobaoxain",
        "chengxiangjuminjibenyanlao",
    ],
)
def test_one_slip_in_pinyin_is_forgiven(catalogue, typed):
    assert PENSION in names(catalogue, typed)


@pytest.mark.parametrize("typed", ["养劳保险", "养老保县", "城乡居名", "养老险", "养老的保险", "老养保险"])
def test_one_wrong_missing_added_or_swapped_character_is_forgiven(catalogue, typed):
    assert PENSION in names(catalogue, typed)


@pytest.mark.parametrize("typed", ["pensoin", "pnesion", "pensiom", "penssion", "pesion"])
def test_one_slip_in_english_is_forgiven(catalogue, typed):
    assert PENSION in names(catalogue, typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sehuibaozang", "社会保障卡补领"),
        ("cengxiangjumin", PENSION),
        ("yannao", PENSION),
        ("zufanggongjijin", "住房公积金提取"),
        ("shenfenzen", "居民身份证换领"),
        ("shengfengzheng", "居民身份证换领"),
    ],
)
def test_an_accent_is_forgiven_even_more_than_once(catalogue, typed, found):
    assert found in names(catalogue, typed)


def test_two_slips_are_not(catalogue):
    assert not names(catalogue, "yamglap")
    assert not names(catalogue, "养劳保县")


def test_short_inputs_are_taken_as_they_are(catalogue):
    assert not names(catalogue, "wlx")
    assert not names(catalogue, "样劳")


@pytest.mark.parametrize("typed", ["", " ", "，。", "()", "😀", "'", "\x00"])
def test_nothing_is_found_for_nothing(catalogue, typed):
    assert names(catalogue, typed) == []


@pytest.mark.parametrize("typed", ["q" * 500, "养" * 500, "%_*?[", "𠀀𠀁𠀂𠀃", "zhzhzhzhzhzh", "ａ1ｂ2", "ß", "é"])
def test_nonsense_is_answered(catalogue, typed):
    assert PENSION not in names(catalogue, typed)


def test_what_is_typed_beyond_any_use_changes_nothing(catalogue):
    long = "chengxiangjuminjibenyanglaobaoxiancanbaodengji"
    assert len(long) > MOST_KEYS
    assert names(catalogue, long)[0] == PENSION
    assert names(catalogue, long + "qqqqqq")[0] == PENSION


def test_an_exact_alias_comes_before_a_beginning_a_word_a_middle_and_a_slip():
    names_in_order = ("其他", "低保边缘家庭认定", "申请低保", "减低保证金", "低压电")
    catalogue = catalogue_of(*reversed(names_in_order), aliases=[(), (), (), (), ("低保",)])
    assert names(catalogue, "低保") == list(names_in_order[:4])


def test_a_match_with_a_slip_comes_last():
    catalogue = catalogue_of("养劳保险", "大型的养老保险业务")
    assert names(catalogue, "养老保险") == ["大型的养老保险业务", "养劳保险"]


def test_of_equals_the_shorter_name_comes_first_and_the_order_is_always_the_same():
    catalogue = catalogue_of("养老保险待遇申领", "养老保险查询", "养老保险登记")
    assert names(catalogue, "yl") == ["养老保险查询", "养老保险登记", "养老保险待遇申领"]


def test_parts_with_a_blank_between_are_each_found():
    catalogue = catalogue_of("社会保障卡补领", "身份证补领", "社会保障卡查询")
    assert names(catalogue, "补领 社会") == ["社会保障卡补领"]
    assert names(catalogue, "buling shehui") == ["社会保障卡补领"]


def test_a_match_never_runs_from_one_name_into_another():
    catalogue = catalogue_of("养老", "保险", aliases=[("金",), ()])
    assert names(catalogue, "养老保险") == []
    assert names(catalogue, "老金") == []


def test_no_more_than_asked_for():
    catalogue = catalogue_of(*(f"养老保险业务{number}" for number in range(50)))
    assert len(names(catalogue, "y", 7)) == 7
    assert len(names(catalogue, "y", 100)) == 50


def test_rare_characters_are_found_as_they_are():
    catalogue = catalogue_of("𬭎䶮登记", "登记")
    assert names(catalogue, "𬭎") == ["𬭎䶮登记"]


def test_without_sounds_chinese_is_still_found():
    catalogue = Catalogue(Stock(items={SOUND.task_code: SOUND}))
    assert names(catalogue, "养老") == [SOUND.task_name]
    assert names(catalogue, "yanglao") == []


def test_an_empty_catalogue_finds_nothing():
    assert Catalogue().search("yl") == ()


def test_every_item_of_the_sample_city_is_found_by_its_own_name_and_initials():
    for item in city().items:
        assert item in city().search(item.task_name, 5)
        for alias in item.aliases:
            assert item in city().search(alias, 200)


def test_every_sample_item_is_found_with_one_character_wrong():
    for number, item in enumerate(city().items):
        at = number % min(8, len(item.task_name))
        if item.task_name[at].isalnum():
            typed = item.task_name[:at] + "鑫" + item.task_name[at + 1 :]
            assert item in city().search(typed, 20), typed


def test_numbers_in_names_are_found():
    catalogue = catalogue_of("二级造价工程师注册", "C1驾驶证换领")
    assert names(catalogue, "c1") == ["C1驾驶证换领"]
