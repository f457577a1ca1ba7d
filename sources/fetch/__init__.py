"""The only room that reads the network, and the files that stand in for it.

    Fetcher.fetch ─▶ visit.py: hop by hop from the address asked for to the page that answers
        addresses.py   which addresses are refused, and by which rule
        network.py     connects to no other address than the one that was checked
        exchange.py    one request, one answer, within budgets of time and bytes
        politeness.py  one request at a time a host, with a gap; Retry-After
        robots.py      what robots.txt allows, asked once a day
        headers.py     who we are, conditions, secrets from the environment

httpx2, httpcore2 and Protego are loaded when the first URL is fetched.
"""

from sources.fetch.fetched import Fetched
from sources.fetch.fetcher import Fetcher
from sources.fetch.files import read_file
from sources.fetch.limits import LARGEST, Limits

__all__ = ["LARGEST", "Fetched", "Fetcher", "Limits", "read_file"]
