"""Which families may serve each role, best first (5.2.2, 7.2–7.5 name 小标宋, 仿宋, 楷体, 黑体, 宋体).

The official faces are licensed and only ever found, never shipped. A name is looked for, in any case, among the full
and family names inside a font and, since old fonts carry damaged names, as the file's own name.
"""

from __future__ import annotations

from docgen.pages import Role

OFFICIAL: dict[Role, tuple[str, ...]] = {
    Role.MARK: (
        "方正小标宋_GBK",
        "方正小标宋_GB18030",
        "方正小标宋简体",
        "方正小标宋",
        "FZXiaoBiaoSong-B05",
        "FZXiaoBiaoSong-B05S",
        "FZXBSJW",
        "FZXBSK",
    ),
    Role.BODY: ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "simfang"),
    Role.KAI: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "simkai"),
    Role.HEI: ("黑体", "SimHei"),
    Role.SONG: ("宋体", "SimSun"),
}

# What the font builder makes: file name without suffix → family.
BUILT: dict[str, str] = {
    "FandolSong-Bold": "FandolSong Bold",
    "FandolFang-Regular": "FandolFang",
    "FandolKai-Regular": "FandolKai",
    "FandolHei-Regular": "FandolHei",
    "FandolSong-Regular": "FandolSong",
    "LXGWWenKai-Regular": "LXGW WenKai",
    "LXGWWenKai-Bold": "LXGW WenKai Bold",
    "LiberationSerif-Regular": "Liberation Serif",
    "LiberationSerif-Bold": "Liberation Serif Bold",
    "LiberationSans-Regular": "Liberation Sans",
}

STAND_IN: dict[Role, tuple[str, ...]] = {
    Role.MARK: ("FandolSong-Bold", "FandolSong-Regular", "LXGWWenKai-Bold", "LXGWWenKai-Regular"),
    Role.BODY: ("FandolFang-Regular", "FandolSong-Regular", "LXGWWenKai-Regular"),
    Role.KAI: ("FandolKai-Regular", "LXGWWenKai-Regular"),
    Role.HEI: ("FandolHei-Regular", "LXGWWenKai-Bold", "LXGWWenKai-Regular"),
    Role.SONG: ("FandolSong-Regular", "LXGWWenKai-Regular"),
}

# Families of the same style that come with systems and office suites; used where nothing better is at hand.
SIMILAR: dict[Role, tuple[str, ...]] = {
    Role.MARK: ("华文中宋", "STZhongsong", "华文宋体", "STSong", "Songti SC", "宋体", "SimSun"),
    Role.BODY: ("华文仿宋", "STFangsong", "宋体", "SimSun", "Songti SC", "STSong"),
    Role.KAI: ("华文楷体", "STKaiti", "Kaiti SC", "AR PL UKai CN", "AR PL KaitiM GB"),
    Role.HEI: (
        "微软雅黑",
        "Microsoft YaHei",
        "Heiti SC",
        "STHeiti",
        "等线",
        "DengXian",
        "文泉驿正黑",
        "WenQuanYi Zen Hei",
    ),
    Role.SONG: ("新宋体", "NSimSun", "Songti SC", "STSong", "华文宋体", "AR PL UMing CN", "AR PL SungtiL GB"),
}

# Half-width letters and digits (7.5 wants half-width digits): installed families first, then the built stand-in.
LATIN: dict[Role, tuple[tuple[str, ...], str]] = {
    Role.MARK: (("Times New Roman Bold", "Liberation Serif Bold"), "LiberationSerif-Bold"),
    Role.BODY: (("Times New Roman", "Liberation Serif"), "LiberationSerif-Regular"),
    Role.KAI: (("Times New Roman", "Liberation Serif"), "LiberationSerif-Regular"),
    Role.HEI: (("Arial", "Liberation Sans"), "LiberationSans-Regular"),
    Role.SONG: ((), ""),  # page numbers, whose half-width digits are 宋体 too (7.5): those of the Chinese face
}
