"""Sample slips for the tests of drawing and printing. Sample data: the people and numbers are invented."""

from drivers.document import Big, Check, Document, QrCode, Row, Rule, Size, Text, Title

LINK = "https://hall.example.gov.cn/t/A017?k=8f3c2d"

TICKET = Document(
    "ticket",
    (
        Title("海城市政务服务中心"),
        Text("排队号", centred=True),
        Big("A017"),
        Rule(),
        Row("办理事项", "城乡居民基本养老保险参保登记"),
        Row("姓名", "王䶮𬭎"),
        Row("前面等候", "3 人，约 12 分钟"),
        Row("窗口", "A03、A04"),
        Rule(),
        Text("请留意叫号屏与广播。过号三位以内请到窗口说明，超过三位请重新取号。"),
        QrCode(LINK, "扫码查看前面还有几位"),
        Text("样例数据", Size.SMALL, centred=True),
    ),
)

GUIDE = Document(
    "guide",
    (
        Title("办事指南"),
        Text("城乡居民基本养老保险参保登记", Size.LARGE, centred=True, bold=True),
        Rule(),
        Check("居民身份证", "原件，1 份"),
        Check("《城乡居民基本养老保险参保登记表》", "窗口领取，或扫下面的二维码下载填写"),
        Row("收费", "不收费"),
        Text("依据：《中华人民共和国社会保险法》第二十条。", Size.SMALL),
        QrCode("https://hall.example.gov.cn/guide/11210381MB0U12345X4000214001001"),
    ),
)

SHORT = Document("test", (Title("测试凭条"), Rule(), Text("打印机工作正常。")))
