"""The feed that the web tests publish."""

FEED = "<rss>" + "<item>Une dépêche parmi d'autres</item>" * 200 + "</rss>"
MODIFIED = 1_761_300_000  # Fri, 24 Oct 2025 10:00:00 GMT
