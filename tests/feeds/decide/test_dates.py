"""One instant for each article, once: the rules by example, then as properties of any listing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.decide.dates import Dating, date_listing
from sources.dates import find_in_text
from sources.entry import DateBasis, DateEvidence

PARIS = ZoneInfo("Europe/Paris")
CAPTURED = datetime(2025, 10, 25, 23, 59, 59, tzinfo=PARIS)  # a Saturday
MINUTE = timedelta(minutes=1)
FULL = "%Y-%m-%d %H:%M:%S"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def stated(text: str) -> DateEvidence:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo:
        return DateEvidence(basis=DateBasis.STATED, instant=moment)
    return DateEvidence(basis=DateBasis.STATED, wall=moment)


def day(text: str, basis: DateBasis = DateBasis.DAY) -> DateEvidence:
    when = date.fromisoformat(text)
    return DateEvidence(basis=basis, year=when.year, month=when.month, day=when.day)


def words(**parts: int | timedelta) -> DateEvidence:
    return DateEvidence(basis=DateBasis.TEXT, **parts)


def decided(
    *clues: DateEvidence | None, captured: datetime = CAPTURED, known=None, zone=PARIS
) -> list[Dating]:
    rows = [() if clue is None else (clue,) for clue in clues]
    return date_listing(rows, known or [None] * len(rows), captured=captured, zone=zone)


def shown(datings: list[Dating], zone: ZoneInfo = PARIS) -> list[str]:
    return [dating.instant.astimezone(zone).strftime(FULL) for dating in datings]


def days(datings: list[Dating]) -> list[str]:
    return [dating.instant.astimezone(PARIS).date().isoformat() for dating in datings]


MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


class TestWhatIsStored:
    def test_stays_to_the_letter(self):
        stored = [Dating(instant=datetime(2025, 10, 20, 1, 2, 3, tzinfo=UTC), basis=DateBasis.DAY)]
        for clue in (day("2025-10-24"), words(weekday=FRI), None):
            assert decided(clue, known=stored) == stored

    @pytest.mark.parametrize(
        "basis", [DateBasis.DAY, DateBasis.URL, DateBasis.TEXT, DateBasis.ORDER, DateBasis.FIRST_SEEN]
    )
    def test_gives_way_to_a_stated_instant(self, basis):
        stored = [Dating(instant=at("2025-10-24 12:00"), basis=basis)]
        assert decided(stated("2025-10-23T08:00:00+02:00"), known=stored) == [
            Dating(instant=at("2025-10-23 08:00"), basis=DateBasis.STATED)
        ]

    def test_keeps_its_instant_when_the_better_basis_names_the_same_day(self):
        stored = [Dating(instant=at("2025-10-24 21:13"), basis=DateBasis.FIRST_SEEN)]
        assert decided(day("2025-10-24"), known=stored) == [
            Dating(instant=at("2025-10-24 21:13"), basis=DateBasis.DAY)
        ]

    def test_was_published_by_the_time_it_was_first_seen(self):
        stored = [Dating(instant=at("2025-10-20 09:00"), basis=DateBasis.FIRST_SEEN)]
        for later in (
            stated("2025-10-24T09:00:00+02:00"),
            day("2025-10-24"),
            day("2025-10-24", DateBasis.URL),
        ):
            assert decided(later, known=stored) == stored
        assert days(decided(words(month=10, day=23), known=stored)) == ["2025-10-20"]

    def test_is_not_moved_by_prose_that_its_neighbours_contradict(self):
        stored = [
            Dating(instant=at("2025-10-24 12:00"), basis=DateBasis.DAY),
            Dating(instant=at("2025-10-24 11:59"), basis=DateBasis.ORDER),
            Dating(instant=at("2025-10-23 12:00"), basis=DateBasis.DAY),
        ]
        assert decided(None, words(month=9, day=11), None, known=stored) == stored


class TestStatedInstants:
    def test_are_never_altered(self):
        clues = ["2025-03-01T08:00:00+01:00", "2025-10-24T08:00:00+02:00", "2025-10-24T08:00:00+02:00"]
        assert [dating.instant for dating in decided(*map(stated, clues))] == list(
            map(datetime.fromisoformat, clues)
        )

    @pytest.mark.parametrize(
        "clue", [stated("2025-11-15T10:00:00+01:00"), day("2025-11-15"), day("2025-11-15", DateBasis.URL)]
    )
    def test_to_come_are_dates_of_an_event(self, clue):
        above, event, _ = decided(day("2025-10-24"), clue, day("2025-10-23"))
        assert (event.basis, event.instant) == (DateBasis.ORDER, above.instant - MINUTE)
        assert decided(clue) == [Dating(instant=CAPTURED, basis=DateBasis.FIRST_SEEN)]

    def test_of_tomorrow_are_a_matter_of_zones(self):
        assert shown(decided(stated("2025-10-26T05:00:00+01:00"))) == ["2025-10-26 05:00:00"]

    @pytest.mark.parametrize("empty", ["0001-01-01T00:00:00+00:00", "1970-01-01T00:00:00+00:00"])
    def test_of_an_empty_field_are_none(self, empty):
        assert decided(stated(empty))[0].basis is DateBasis.FIRST_SEEN

    @pytest.mark.parametrize("empty", ["0001-01-01T00:00:00", "9999-12-31T23:59:59"])
    def test_at_the_ends_of_time_are_none(self, empty):
        assert decided(stated(empty))[0].basis is DateBasis.FIRST_SEEN
        assert decided(stated(f"{empty}+14:00"))[0].basis is DateBasis.FIRST_SEEN
        assert decided(stated(f"{empty}-12:00"))[0].basis is DateBasis.FIRST_SEEN

    def test_just_ahead_of_the_capture_push_nothing_there(self):
        found = decided(None, stated("2025-10-26T05:00:00+01:00"))
        assert found[0] == Dating(instant=CAPTURED, basis=DateBasis.FIRST_SEEN)

    def test_in_the_repeated_hour_follow_the_listing(self):
        clues = ["2025-10-26T02:20:00", "2025-10-26T02:40:00", "2025-10-26T01:50:00"]
        found = decided(*map(stated, clues), captured=at("2025-10-27 10:00"))
        assert [dating.instant.astimezone(UTC).strftime("%H:%M") for dating in found] == [
            "01:20",
            "00:40",
            "23:50",
        ]

    def test_in_the_skipped_hour_move_forward(self):
        found = decided(stated("2025-03-30T02:30:00"))
        assert [dating.instant.isoformat() for dating in found] == ["2025-03-30T03:30:00+02:00"]


class TestDays:
    def test_get_noon_less_a_minute_for_each_newer_article(self):
        found = decided(*[day("2025-10-24")] * 3, *[day("2025-10-23", DateBasis.URL)] * 2)
        assert shown(found) == [
            "2025-10-24 12:00:00", "2025-10-24 11:59:00", "2025-10-24 11:58:00", "2025-10-23 12:00:00", "2025-10-23 11:59:00",
        ]  # fmt: skip

    def test_keep_below_and_above_stated_instants_of_their_day(self):
        clues = [
            day("2025-10-24"),
            stated("2025-10-24T19:42:10"),
            day("2025-10-24"),
            stated("2025-10-24T06:00:00"),
            day("2025-10-24"),
        ]
        assert shown(decided(*clues)) == [
            "2025-10-24 19:43:10", "2025-10-24 19:42:10", "2025-10-24 11:58:00", "2025-10-24 06:00:00", "2025-10-24 05:59:00",
        ]  # fmt: skip

    def test_new_ones_of_a_day_sort_above_the_known_ones(self):
        first = decided(day("2025-10-24"), day("2025-10-24"))
        again = decided(*[day("2025-10-24")] * 4, known=[None, None, *first])
        assert again[2:] == first
        assert shown(again) == [
            "2025-10-24 12:02:00",
            "2025-10-24 12:01:00",
            "2025-10-24 12:00:00",
            "2025-10-24 11:59:00",
        ]

    def test_one_between_two_known_gets_the_middle(self):
        above, below = decided(day("2025-10-24"), day("2025-10-24"))
        found = decided(*[day("2025-10-24")] * 3, known=[above, None, below])
        assert shown(found) == ["2025-10-24 12:00:00", "2025-10-24 11:59:30", "2025-10-24 11:59:00"]

    def test_of_today_are_not_in_the_future(self):
        nine = at("2025-10-24 09:00")
        found = decided(day("2025-10-24"), day("2025-10-24"), day("2025-10-23"), captured=nine)
        assert found[1].instant < found[0].instant <= nine
        assert days(found) == ["2025-10-24", "2025-10-24", "2025-10-23"]

    def test_of_today_stay_today_right_after_midnight(self):
        found = decided(*[day("2025-10-24")] * 3, captured=at("2025-10-24 00:00:10"))
        assert shown(found) == ["2025-10-24 00:00:09", "2025-10-24 00:00:05", "2025-10-24 00:00:01"]

    @pytest.mark.parametrize(
        ("captured", "newest"),
        [("2025-10-23 20:00", "2025-10-23 20:00"), ("2025-10-24 00:00", "2025-10-23 23:59")],
    )
    def test_that_have_not_come_yet_are_of_the_capture(self, captured, newest):
        found = decided(*[day("2025-10-24")] * 2, day("2025-10-22"), captured=at(captured))
        assert [found[0].instant, found[1].instant] == [at(newest), at(newest) - MINUTE]
        assert found[0].basis is DateBasis.FIRST_SEEN
        later = decided(*[day("2025-10-24")] * 2, day("2025-10-22"), captured=CAPTURED, known=found)
        assert later == found

    def test_without_a_year_are_the_latest_that_have_come(self):
        clues = [
            DateEvidence(basis=DateBasis.DAY, month=month, day=number)
            for month, number in ((10, 24), (1, 3), (12, 20), (2, 29))
        ]
        assert days(decided(*clues)) == ["2025-10-24", "2025-01-03", "2024-12-20", "2024-02-29"]

    def test_ago_are_counted_back_from_the_capture(self):
        clues = [
            DateEvidence(basis=DateBasis.DAY, ago=timedelta(**ago))
            for ago in ({"hours": 2}, {"hours": 2}, {"hours": 25}, {"days": 3})
        ]
        found = decided(*clues, captured=at("2025-10-25 01:30"))
        assert shown(found) == [
            "2025-10-24 23:30:00",
            "2025-10-24 23:29:00",
            "2025-10-24 00:30:00",
            "2025-10-22 12:00:00",
        ]

    def test_take_year_and_month_from_the_address(self):
        label = DateEvidence(basis=DateBasis.DAY, month=2, day=14)
        path = DateEvidence(basis=DateBasis.URL, year=2023, month=2)
        (found,) = date_listing([(label, path)], [None], captured=CAPTURED, zone=PARIS)
        assert (shown([found]), found.basis) == (["2023-02-14 12:00:00"], DateBasis.DAY)

    def test_a_month_alone_narrows_the_place_in_the_listing(self):
        path = DateEvidence(basis=DateBasis.URL, year=2025, month=8)
        found = decided(day("2025-10-24"), path, None, day("2025-07-02"))
        assert days(found)[1] == "2025-08-31"
        assert found[1].basis is DateBasis.ORDER
        assert found[1].instant - MINUTE == found[2].instant

    def test_of_an_event_to_come_do_not_contradict_prose(self):
        row = (day("2025-11-15"), words(weekday=FRI))
        (found,) = date_listing([row], [None], captured=CAPTURED, zone=PARIS)
        assert (days([found]), found.basis) == (["2025-10-24"], DateBasis.TEXT)

    def test_a_month_of_the_address_decides_what_a_weekday_means(self):
        row = (DateEvidence(basis=DateBasis.URL, year=2025, month=8), words(weekday=FRI))
        (found,) = date_listing([row], [None], captured=CAPTURED, zone=PARIS)
        assert (days([found]), found.basis) == (["2025-08-29"], DateBasis.TEXT)

    def test_prose_of_another_month_than_the_address_is_of_the_story(self):
        row = (DateEvidence(basis=DateBasis.URL, year=2025, month=10), words(month=3, day=3))
        (found,) = date_listing([row], [None], captured=CAPTURED, zone=PARIS)
        assert found.basis is DateBasis.FIRST_SEEN


class TestOrder:
    def test_without_evidence_a_minute_before_the_newer_neighbour(self):
        found = decided(stated("2025-10-24T19:42:10"), None, None, stated("2025-10-20T08:00:00"))
        assert shown(found)[1:3] == ["2025-10-24 19:41:10", "2025-10-24 19:40:10"]
        assert {found[1].basis, found[2].basis} == {DateBasis.ORDER}

    def test_a_place_in_the_list_outweighs_no_stated_instant(self):
        clues = [None, DateEvidence(basis=DateBasis.DAY, ago=timedelta(0)), words(ago=timedelta(days=7))]
        rows = [*[() if clue is None else (clue,) for clue in clues], (stated("2025-10-25T23:59:59"),)]
        first = date_listing(rows, [None] * 4, captured=CAPTURED, zone=PARIS)
        assert date_listing(rows, first, captured=CAPTURED, zone=PARIS) == first

    def test_never_at_or_before_the_older_neighbour(self):
        found = decided(stated("2025-10-24T19:42:00"), None, stated("2025-10-24T19:41:00"))
        assert shown(found)[1] == "2025-10-24 19:41:30"

    def test_several_share_what_lies_between_close_neighbours(self):
        above, below = decided(None, None)
        found = decided(*[None] * 6, known=[above, None, None, None, None, below])
        assert [dating.instant.second for dating in found] == [59, 51, 36, 22, 7, 59]

    def test_between_neighbours_of_one_second_is_finer_than_seconds(self):
        found = decided(stated("2025-10-24T19:42:01"), None, None, stated("2025-10-24T19:42:00"))
        assert [dating.instant.microsecond for dating in found[1:3]] == [750_000, 250_000]

    def test_between_neighbours_of_one_instant_is_just_before_both(self):
        found = decided(stated("2025-10-24T19:42:00"), None, stated("2025-10-24T19:42:00"), None)
        assert shown(found)[1::2] == ["2025-10-24 19:41:00", "2025-10-24 19:40:59"]

    def test_of_neighbours_that_state_what_is_to_come_is_not_in_the_future(self):
        found = decided(stated("2025-10-26T05:00:00"), None, stated("2025-10-26T04:00:00"))
        assert found[1] == Dating(instant=CAPTURED, basis=DateBasis.ORDER)

    def test_over_midnight(self):
        found = decided(stated("2025-10-24T00:00:30"), None, stated("2025-10-20T08:00:00"))
        assert shown(found)[1] == "2025-10-23 23:59:30"

    def test_first_seen_on_top(self):
        found = decided(None, None, day("2025-10-24"))
        assert [dating.basis for dating in found] == [
            DateBasis.FIRST_SEEN,
            DateBasis.FIRST_SEEN,
            DateBasis.DAY,
        ]
        assert [found[0].instant, found[1].instant] == [CAPTURED, CAPTURED - MINUTE]

    def test_a_sticky_post_bounds_nothing(self):
        _, *rest = decided(stated("2023-01-05T08:00:00"), None, day("2025-10-24"), words(weekday=THU))
        assert days(rest) == ["2025-10-25", "2025-10-24", "2025-10-23"]
        assert rest[0].basis is DateBasis.FIRST_SEEN

    def test_a_back_dated_addition_in_the_middle_bounds_nothing(self):
        found = decided(
            day("2025-10-24"), stated("2024-01-05T08:00:00"), words(weekday=THU), day("2025-10-20")
        )
        assert days(found) == ["2025-10-24", "2024-01-05", "2025-10-23", "2025-10-20"]

    def test_holds_through_the_night_when_clocks_go_back(self):
        morning = datetime(2025, 10, 26, 1, 30, 30, tzinfo=UTC)  # 02:30:30, the second time
        evening = datetime(2025, 10, 26, 0, 20, tzinfo=UTC)  # 02:20, the first time
        found = decided(
            DateEvidence(basis=DateBasis.STATED, instant=morning),
            *[None] * 100,
            DateEvidence(basis=DateBasis.STATED, instant=evening),
            captured=at("2025-10-27 10:00"),
        )
        instants = [dating.instant.astimezone(UTC) for dating in found]
        assert instants == sorted(set(instants), reverse=True)


class TestProse:
    def test_a_weekday_fixes_the_year(self):
        assert days(decided(words(weekday=THU, day=16, month=10))) == ["2025-10-16"]
        assert days(decided(words(weekday=WED, day=16, month=10))) == ["2024-10-16"]
        assert days(decided(words(weekday=THU, day=29, month=2))) == ["2024-02-29"]

    def test_a_weekday_alone_is_the_latest_that_nothing_contradicts(self):
        found = decided(words(weekday=SAT), words(weekday=FRI), words(weekday=SAT), words(weekday=SAT))
        assert days(found) == ["2025-10-25", "2025-10-24", "2025-10-18", "2025-10-18"]

    def test_a_weekday_that_the_older_neighbour_rules_out_says_nothing(self):
        found = decided(day("2025-10-24"), words(weekday=MON), day("2025-10-23"))
        assert (days(found)[1], found[1].basis) == ("2025-10-24", DateBasis.ORDER)

    def test_a_date_that_firm_neighbours_contradict_is_of_the_story(self):
        found = decided(day("2025-10-24"), words(year=2025, month=9, day=11), day("2025-10-23"))
        assert (days(found)[1], found[1].basis) == ("2025-10-24", DateBasis.ORDER)

    def test_a_date_of_the_story_does_not_drag_what_lies_below(self):
        clues = [
            words(month=3, day=3),
            words(weekday=THU, day=16, month=10),
            words(weekday=FRI),
            words(weekday=WED, day=1, month=10),
        ]
        found = decided(*clues)
        assert days(found)[1:] == ["2025-10-16", "2025-10-10", "2025-10-01"]
        assert found[0].basis is DateBasis.FIRST_SEEN

    def test_a_date_years_ago_without_its_weekday_is_of_the_story(self):
        assert decided(words(year=2001, month=9, day=11))[0].basis is DateBasis.FIRST_SEEN
        assert days(decided(words(year=2021, month=9, day=11, weekday=SAT))) == ["2021-09-11"]

    def test_a_day_just_ahead_of_the_capture_is_to_come(self):
        assert decided(words(month=11, day=15))[0].basis is DateBasis.FIRST_SEEN

    def test_a_day_ahead_with_its_weekday_is_to_come_too(self):
        found = decided(words(weekday=THU, day=30, month=10), words(weekday=FRI))
        assert days(found) == ["2025-10-25", "2025-10-24"]

    def test_the_next_clue_counts_where_the_first_is_contradicted(self):
        row = (words(month=3, day=3), words(weekday=FRI))
        found = date_listing(
            [(day("2025-10-25"),), row, (day("2025-10-23"),)], [None] * 3, captured=CAPTURED, zone=PARIS
        )
        assert days(found)[1] == "2025-10-24"

    def test_a_short_listing_may_span_new_year(self):
        found = decided(words(month=1, day=3), words(month=12, day=20), captured=at("2026-01-10 09:00"))
        assert days(found) == ["2026-01-03", "2025-12-20"]


class TestFollowUps:
    own = words(weekday=WED, earlier_weekday=TUE)

    def test_belong_to_the_week_of_what_they_follow(self):
        found = decided(day("2025-10-20"), self.own, words(weekday=TUE, day=23, month=9))
        assert days(found)[1] == "2025-09-24"

    @pytest.mark.parametrize(
        "older", [day("2025-09-23"), stated("2025-09-23T23:30:00"), day("2025-09-23", DateBasis.URL)]
    )
    def test_follow_any_firm_date(self, older):
        assert days(decided(day("2025-10-20"), self.own, older))[1] == "2025-09-24"

    @pytest.mark.parametrize("older", [day("2025-09-24"), words(weekday=TUE), None])
    def test_need_an_older_article_firmly_of_that_weekday(self, older):
        assert days(decided(day("2025-10-20"), self.own, older))[1] == "2025-10-15"

    @pytest.mark.parametrize(
        ("older", "meant"), [({}, "2025-10-15"), ({"day": 23, "month": 9}, "2025-09-24")]
    )
    def test_follow_what_is_remembered_as_they_would_follow_it_anew(self, older, meant):
        clues = [day("2025-10-20"), self.own, words(weekday=TUE, **older)]
        known = [None, None, Dating(instant=at("2025-09-23 12:00"), basis=DateBasis.TEXT)]
        assert days(decided(*clues, known=known))[1] == meant

    def test_yield_to_the_order(self):
        found = decided(day("2025-09-23"), self.own, day("2025-09-23"))
        assert (days(found)[1], found[1].basis) == ("2025-09-23", DateBasis.ORDER)

    def test_yield_to_the_month_of_their_address(self):
        row = (DateEvidence(basis=DateBasis.URL, year=2025, month=10), self.own)
        rows = [(day("2025-10-20"),), row, (day("2025-09-23"),)]
        assert days(date_listing(rows, [None] * 3, captured=CAPTURED, zone=PARIS))[1] == "2025-10-15"

    def test_need_two_weekdays(self):
        assert days(decided(day("2025-10-20"), words(weekday=WED), day("2025-09-23")))[1] == "2025-10-15"

    def test_know_their_full_date_better(self):
        own = words(weekday=WED, day=15, month=10, earlier_weekday=TUE)
        assert days(decided(day("2025-10-20"), own, day("2025-09-23")))[1] == "2025-10-15"


zones = st.sampled_from(
    [
        ZoneInfo(name)
        for name in ("Europe/Paris", "UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")
    ]
)
captures = st.datetimes(
    datetime.fromisoformat("2025-10-20"), datetime.fromisoformat("2025-11-05"), timezones=st.just(UTC)
)
dates = st.dates(date(2024, 1, 1), date(2025, 12, 31))
exact = st.builds(
    lambda moment: DateEvidence(basis=DateBasis.STATED, instant=moment),
    st.datetimes(
        datetime.fromisoformat("2025-03-01"), datetime.fromisoformat("2025-11-05"), timezones=st.just(UTC)
    ),
)
walls = st.builds(
    lambda moment: DateEvidence(basis=DateBasis.STATED, wall=moment),
    st.datetimes(datetime.fromisoformat("2025-10-24"), datetime.fromisoformat("2025-10-27")),
)
told = st.builds(
    lambda when, basis: DateEvidence(basis=basis, year=when.year, month=when.month, day=when.day),
    dates,
    st.sampled_from([DateBasis.DAY, DateBasis.URL]),
)
months = st.builds(lambda when: DateEvidence(basis=DateBasis.URL, year=when.year, month=when.month), dates)
hours = st.builds(
    lambda hours: DateEvidence(basis=DateBasis.DAY, ago=timedelta(hours=hours)), st.integers(0, 100)
)
prose = st.one_of(
    st.builds(lambda when: words(year=when.year, month=when.month, day=when.day), dates),
    st.builds(lambda when: words(month=when.month, day=when.day), dates),
    st.builds(lambda when: words(month=when.month, day=when.day, weekday=when.weekday()), dates),
    st.builds(lambda own, earlier: DateEvidence(basis=DateBasis.TEXT, weekday=own, earlier_weekday=earlier), st.integers(0, 6), st.none() | st.integers(0, 6)),
    st.builds(lambda days: DateEvidence(basis=DateBasis.TEXT, ago=timedelta(days=days)), st.integers(7, 400)),
)  # fmt: skip
firm = st.one_of(exact, walls, told, hours)


def listings(clue: st.SearchStrategy[DateEvidence]) -> st.SearchStrategy[list[tuple[DateEvidence, ...]]]:
    return st.lists(st.lists(clue, max_size=2).map(tuple), max_size=8)


def anew(rows, captured, zone):
    return date_listing(rows, [None] * len(rows), captured=captured, zone=zone)


@given(rows=listings(firm | months | prose), captured=captures, zone=zones)
def test_dating_again_changes_nothing(rows, captured, zone):
    first = anew(rows, captured, zone)
    assert date_listing(rows, first, captured=captured, zone=zone) == first


@given(rows=listings(firm | months | prose), above=listings(firm | months | prose), below=listings(firm | months | prose), captured=captures, zone=zones, later=st.timedeltas(timedelta(0), timedelta(days=3)))  # fmt: skip
def test_what_is_known_moves_only_to_a_better_basis(rows, above, below, captured, zone, later):
    first = anew(rows, captured, zone)
    known = [*[None] * len(above), *first, *[None] * len(below)]
    grown = date_listing([*above, *rows, *below], known, captured=captured + later, zone=zone)
    for before, after in zip(first, grown[len(above) : len(above) + len(rows)], strict=True):
        assert after == before or after.basis.rank < before.basis.rank


@given(rows=listings(months | prose), captured=captures, zone=zones)
def test_order_and_capture_bound_all_that_is_not_firm(rows, captured, zone):
    instants = [dating.instant.astimezone(UTC) for dating in anew(rows, captured, zone)]
    assert instants == sorted(set(instants), reverse=True)
    assert all(instant <= captured for instant in instants)


@given(rows=listings(firm | months | prose), captured=captures, zone=zones, shift=st.timedeltas(-timedelta(days=2), timedelta(days=2)))  # fmt: skip
def test_nothing_but_what_is_stated_lies_after_the_capture(rows, captured, zone, shift):
    known = [*anew(rows, captured, zone), *[None] * len(rows)]
    for dating, before in zip(
        date_listing([*rows, *rows], known, captured=captured + shift, zone=zone), known, strict=True
    ):
        assert dating == before or dating.basis is DateBasis.STATED or dating.instant <= captured + shift


visits = st.tuples(
    st.lists(st.integers(0, 30), max_size=4), st.timedeltas(timedelta(seconds=1), timedelta(days=2))
)


@given(size=st.integers(1, 6), visits=st.lists(visits, max_size=5), captured=captures)
def test_a_list_without_dates_keeps_its_order_wherever_it_grows(size, visits, captured):
    rows = anew([()] * size, captured, PARIS)
    for places, later in visits:
        captured += later
        for place in places:
            rows.insert(place, None)
        rows = date_listing([()] * len(rows), rows, captured=captured, zone=PARIS)
        instants = [dating.instant.astimezone(UTC) for dating in rows]
        assert instants == sorted(set(instants), reverse=True)
        assert instants[0] <= captured


@given(rows=listings(firm | months | prose), captured=captures, zone=zones)
def test_no_two_share_an_instant_but_as_stated(rows, captured, zone):
    found = anew(rows, captured, zone)
    placed = [dating.instant for dating in found if dating.basis is not DateBasis.STATED]
    given_out = {dating.instant for dating in found if dating.basis is DateBasis.STATED}
    assert len(set(placed)) == len(placed)
    assert given_out.isdisjoint(placed)


@given(
    when=st.lists(st.dates(date(2025, 9, 1), date(2025, 10, 19)), min_size=1, max_size=12),
    captured=captures,
    zone=zones,
)
def test_days_are_kept_whatever_their_order(when, captured, zone):
    rows = [(day(one.isoformat()),) for one in when]
    assert [dating.instant.astimezone(zone).date() for dating in anew(rows, captured, zone)] == when


@given(when=st.lists(st.dates(date(2025, 9, 1), date(2025, 10, 19)), min_size=1, max_size=12), gaps=st.sets(st.integers(0, 11)), captured=captures, zone=zones)  # fmt: skip
def test_gaps_in_an_orderly_listing_lie_between_their_neighbours(when, gaps, captured, zone):
    rows = [
        () if at in gaps else (day(one.isoformat()),) for at, one in enumerate(sorted(when, reverse=True))
    ]
    instants = [dating.instant.astimezone(UTC) for dating in anew(rows, captured, zone)]
    assert instants == sorted(set(instants), reverse=True)


def test_a_real_capture_is_dated_as_a_person_reads_it(shared):
    expected = json.loads((shared / "captures" / "guerre-en-ukraine.expected.json").read_text("utf-8"))
    text = (shared / "captures" / "guerre-en-ukraine.txt").read_text("utf-8")
    starts = [text.index(entry["excerpt_starts"]) for entry in expected["entries"]]
    articles = [
        text[start:end].split("Lire la suite")[0]
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    ]
    clues = [find_in_text(article, expected["language"]) for article in articles]
    for entry, when in zip(expected["entries"], days(anew(clues, CAPTURED, PARIS)), strict=True):
        bounds = entry["published"]
        assert bounds.get("on", bounds.get("not_before")) <= when <= bounds.get("on", bounds.get("not_after"))


def test_long_listings_of_weekdays_keep_their_order():
    rows = [(words(weekday=at % 7),) if at % 3 else () for at in range(500)]
    instants = [dating.instant for dating in anew(rows, CAPTURED, ZoneInfo("UTC"))]
    assert instants == sorted(set(instants), reverse=True)
