"""What the columns of a table are about, by the words over them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sources.adapters.html import hints
from sources.adapters.html.tree import text_in

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WORDS = {
    hints.AUTHOR: """
        author authors autor autora autoren auteur auteurs autore verfasser verfasst skribent forfatter
        kirjoittaja yazar auteur redactor автор автори συγγραφέας 作者 著者 投稿者 作成者 작성자 글쓴이
        المؤلف الكاتب מחבר
    """,
    hints.DATE: """
        date dates datum data fecha dato päivämäärä tarih дата ημερομηνία published posted
        veröffentlicht publié pubblicato publicado 日付 日時 掲載日 更新日 日期 时间 發布日期 发布时间
        작성일 등록일 날짜 التاريخ תאריך
    """,
    hints.NOISE: """
        replies views hits downloads size votes antworten aufrufe zugriffe réponses vues respuestas
        visitas risposte visite reacties odpowiedzi odsłony ответы просмотры 閲覧数 返信 回复 浏览 点击
        조회 조회수 댓글
    """,
}
_HINTS = {word: hint for hint, words in _WORDS.items() for word in words.split()}
_MOST = 50  # columns


class Columns:
    """The columns of one page's tables."""

    def __init__(self) -> None:
        self._tables: dict[Element, list[int]] = {}

    def hints_of(self, cell: Element) -> int:
        """What the header of a cell's column hints at."""
        table = next(cell.iterancestors("table"), None)
        if table is None:
            return 0
        if table not in self._tables:
            self._tables[table] = _headers(table)
        headers = self._tables[table]
        column = (
            sum(1 for _ in islice(cell.itersiblings("td", "th", preceding=True), _MOST)) if headers else 0
        )
        return headers[column] if column < len(headers) else 0


def _headers(table: Element) -> list[int]:
    """The hints of the cells of the first row, if these are headers."""
    row = next(table.iter("tr"), None)
    cells = list(islice(row.iter("th"), _MOST)) if row is not None else []
    found = [_HINTS.get(text_in(cell).strip().casefold(), 0) for cell in cells]
    return found if any(found) else []
