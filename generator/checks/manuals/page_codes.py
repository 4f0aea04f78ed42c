"""The manuals of the codes that come up when written pages are read (S15)."""

from __future__ import annotations

PAGES = {
    "S151": """说明文字的文件名不能用在网址里

`content/pages/名字.md` 发布在 `名字/`，所以名字只用小写字母、数字和单个连字符，最多60个；Windows留给设备的
名字（con、prn、aux、nul、com1、lpt1……）也不行。

错误：

    content/pages/常见问题.md

正确：

    content/pages/faq.md，第一行写“# 常见问题”
""",
    "S152": """说明文字的名字网站已经用了

规则、渠道、责任人、术语等页面已经占了自己的名字；modality.md 是例外，它的文字接在约束程度说明的表后面。

错误：

    content/pages/rules.md

正确：

    content/pages/how-to-read.md
""",
    "S153": """说明文字的文件夹里有别的东西

只有这一层的 .md 文件会发布；图片、子文件夹、别的格式不会。

错误：

    content/pages/faq.docx

正确：

    content/pages/faq.md
""",
    "S154": """说明文字的一页太长

一页最多64 KB（约两万字）、200个标题，一行最多4000个字：再长，读的人找不到，转换的时间也没有尽头。

错误：

    一页5 MB

正确：

    分成几页
""",
    "S155": """说明文字嵌套太深

列表、引用、缩进和没有闭合的括号加起来最多10层。

错误：

    列表里套列表，套了三百层

正确：

    最多三四层；再深就分成几段
""",
    "S156": """说明文字写了文件头

说明文字不用两行 --- 夹着的设置，写了会当成正文。

错误：

    ---
    title: 怎么用
    ---

正确：

    # 怎么用
""",
    "S157": """说明文字没有标题

标题是菜单、搜索和浏览器标签里的名字；没有就只好用文件名。

错误：

    先看约束程度，再看做法。

正确：

    # 怎么用

    先看约束程度，再看做法。
""",
}
