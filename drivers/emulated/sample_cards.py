"""Sample cards: people who do not exist, with right check characters in their numbers; for demo, training and tests."""

from datetime import date

from drivers.card import Card, CardKind
from drivers.smartcard import SocialCard

PHOTO = (bytes.fromhex("57 4C 66 00") + bytes(range(256)) * 4)[:1024]  # the length of a photo, and nobody's face

CITIZEN = Card(
    kind=CardKind.CITIZEN,
    name="测试员甲",
    sex="2",
    nation="01",
    birth=date(1949, 12, 31),
    address="北京市朝阳区测试路1号院2号楼",
    number="11010519491231002X",
    issuer="北京市公安局朝阳分局",
    valid_from=date(2020, 1, 1),
    valid_until=None,
    photo=PHOTO,
)

RARE_NAME = Card(  # characters outside the old national sets; the region code of the number does not exist
    kind=CardKind.CITIZEN,
    name="王䶮𬭎",
    sex="1",
    nation="10",
    birth=date(1968, 3, 12),
    address="辽宁省样例市测试镇䶮村3组",
    number="21039919680312001X",
    issuer="样例市公安局",
    valid_from=date(2019, 5, 20),
    valid_until=date(2039, 5, 20),
    photo=PHOTO,
)

EXPIRED = Card(
    kind=CardKind.CITIZEN,
    name="测试员丙",
    sex="1",
    nation="11",
    birth=date(1990, 7, 1),
    address="辽宁省样例市测试街9号",
    number="210399199007010016",
    issuer="样例市公安局",
    valid_from=date(2010, 6, 30),
    valid_until=date(2020, 6, 30),
    photo=PHOTO,
)

HMT_PERMIT = Card(
    kind=CardKind.HMT_PERMIT,
    name="测试员乙",
    sex="1",
    birth=date(1990, 1, 1),
    address="深圳市南山区测试街9号",
    number="810000199001010019",
    issuer="深圳市公安局南山分局",
    valid_from=date(2024, 1, 1),
    valid_until=date(2044, 1, 1),
    permit_number="H12345678",
    photo=PHOTO,
)

FOREIGNER_2017 = Card(
    kind=CardKind.FOREIGNER_2017,
    name="测试",
    name_latin="TEST, PERSON",
    sex="1",
    birth=date(1981, 8, 3),
    number="CAN110081080307",
    nation="CAN",
    issuer="1100",
    valid_from=date(2022, 1, 1),
    valid_until=date(2042, 1, 1),
    photo=PHOTO,
)

FOREIGNER_2023 = Card(
    kind=CardKind.FOREIGNER_2023,
    name="测试",
    name_latin="PERSON TEST WITH A NAME LONGER THAN ONE FIELD",  # 35 letters in the first, 11 in its continuation
    sex="2",
    birth=date(1981, 8, 3),
    number="911124198108030024",
    nation="CAN",
    valid_from=date(2024, 1, 1),
    valid_until=date(2044, 1, 1),
    photo=PHOTO,
)

CARDS = {
    "citizen": CITIZEN,
    "rare name": RARE_NAME,
    "expired": EXPIRED,
    "HMT permit": HMT_PERMIT,
    "foreigner 2017": FOREIGNER_2017,
    "foreigner 2023": FOREIGNER_2023,
}

SOCIAL = SocialCard(  # the social-security card of CITIZEN
    number="11010519491231002X",
    name="测试员甲",
    card_number="TEST00001",
    card_id="110105D15600000500A1B2C3D4E5F607",
    card_class="3",
    version="2.00",
    issuer="911101050000110105000001",
    issued=date(2020, 1, 1),
    valid_until=date(2040, 1, 1),
    sex="2",
    nation="01",
    birth_place="110105",
    birth=date(1949, 12, 31),
)

SOCIAL_LONG_NAME = SocialCard(  # a name of 18 characters, which takes both records of it
    number="210399199007010016",
    name="测试员丙阿卜杜热合曼麦麦提吐尔逊江",
    card_number="TEST00003",
    version="2.00",
    valid_until=date(2040, 1, 1),
    sex="1",
    nation="05",
    birth=date(1990, 7, 1),
)

SOCIAL_CARDS = {"social": SOCIAL, "social, long name": SOCIAL_LONG_NAME}
