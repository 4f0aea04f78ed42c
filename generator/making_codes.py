"""The manuals of the codes that come up when papers are composed (T) and PDFs are set (P)."""

from __future__ import annotations

MAKING = {
    "T901": """组不出试卷

content/papers.yaml 要的题，题库里没有那么多，或者写了没有的章、渠道、责任人。一份试卷里一条规则只考一次，
案例整个出，所以能出的题比题库里的少。每章一份、每个渠道一份的，题不够的那一份不出，不算错。

错误：

    - id: final
      parts:
        - kind: match
          count: 50
          marks: 2

正确：

    - id: final
      parts:
        - kind: match
          count: 2
          marks: 4
""",
    "T902": """两份试卷的文件名一样

文件名由 id、章号或渠道、卷号和“-teacher”“-answer-sheet”连成，两份一样的就只剩下一份。
acknowledgement 这个名字留给学习确认书。

错误：

    - id: final
      forms: [A, B]
    - id: final-a

正确：

    - id: final
      forms: [A, B]
    - id: resit
""",
    "P901": """字体里没有的字

印刷用的字体是 Noto CJK 简体的宋体和黑体。它们没有的字，别的字体也许有，但样子不同；都没有，纸上就是方框。
所以遇到这样的字就不生成PDF。

错误：

    statement: 员工应在☐里打勾。

正确：

    statement: 员工应在方框里打勾。
""",
    "P902": """排不成PDF

排版时遇到了不能忽略的问题，例如核对单一页放不下。

错误：

    一张核对单有四个停顿点，每个九项

正确：

    删掉或合并几项，排进一页
""",
}
