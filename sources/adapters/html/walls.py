"""Pages that stand in front of the articles: errors, logins, consent walls, challenges to robots."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from sources.adapters.html.page import Page
from sources.errors import Wall
from sources.text import squash

_title = etree.XPath("string(/html/head/title)")
_heading = etree.XPath("string((//h1)[1])")
_text = etree.XPath("string(/html/body)")
_password = etree.XPath("boolean(descendant::input[@type='password'])")
_links = etree.XPath("count(descendant::a)")
_FEW_LINKS = 12
_SHORT = 3000  # characters of a page that has nothing but its wall

_ERROR = re.compile(
    r"\s*(?:error\s*)?[45]\d\d\b(?!\s*(?:articles|posts|results))|(?:page|seite|página|pagina|sivu|siden|sidan) (?:not found|non trouvée|introuvable"
    r"|nicht gefunden|no encontrada|não encontrada|non trovata|niet gevonden|ikke funnet|hittades inte)|not found\b"
    r"|(?:bad gateway|service unavailable|gateway time-?out|internal server error|access denied|forbidden)\b"
    r"|страница не найдена|nie znaleziono strony|strona nie istnieje|ページが見つかりません|页面(?:不存在|未找到)|找不到页面",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"just a moment|attention required|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you a (?:robot|human)"
    r"|making sure you.re not a bot|ddos.guard|robot check|security check|pardon our interruption|enable javascript and cookies"
    r"|human verification|unusual traffic|captcha|request unsuccessful\. incapsula",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"before you continue|bevor sie (?:weiter|zu)|avant d.accéder|prima di continuare|antes de continuar|voordat je verder"
    r"|we value your privacy|your privacy choices|consent|einwilligung|consentement|consentimiento|consenso|toestemming",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"\b(?:log ?in|sign ?in|anmeld\w+|einloggen|connexion|se connecter|identification|iniciar sesión|acceso|entrar|accedi|accesso"
    r"|inloggen|aanmelden|logowanie|zaloguj\w*|вход|войти|giriş|přihlá\w+|logga in|logg inn|kirjaudu)\b|ログイン|登录|登錄|로그인",
    re.IGNORECASE,
)


def check(page: Page, location: str) -> None:
    """Raises Wall when the page's own words say that it is no list of articles."""
    if kind := next(_kinds(page), None):
        raise Wall(f"{location}: {kind}, not a list of articles")


def _kinds(page: Page) -> Iterator[str]:
    body = page.root.find("body")
    classes = ((body.get("class") or "") if body is not None else "").split()
    title, heading = squash(_title(page.root)), squash(_heading(page.root))
    if "error404" in classes or _ERROR.match(title) or _ERROR.match(heading):
        yield f"an error page ({(title or heading)[:60] or '404'})"
    if _links(page.root) > _FEW_LINKS:
        if _password(page.root) and (_LOGIN.match(title) or _LOGIN.match(heading)):
            yield "a login page"
        return
    text = squash(_text(page.root))
    if len(text) > _SHORT:
        return
    if _CHALLENGE.search(title) or _CHALLENGE.search(heading) or _CHALLENGE.search(text[:500]):
        yield "a challenge to robots"
    if _password(page.root):
        yield "a login page"
    if _CONSENT.search(title) or _CONSENT.search(heading):
        yield "a consent wall"
