"""What the paper says above and below its rows."""

from datetime import date

from workflow.documents.list_building import listing
from workflow.documents.listing import WITHOUT_LINES
from workflow.items.reference import MeetingView
from workflow.values.actor import Title
from workflow.values.vocabulary import FundingSource


def test_a_meetings_list_names_the_meeting(a_row, a_report):
    meeting = MeetingView(2, 2021, 2, date(2021, 9, 17), ("2021-09",))

    title = listing(a_report(a_row(), meeting=meeting)).title

    assert title.startswith("第2回DX戦略本部会議 令和3年度9月補正予算（")


def test_funding_that_no_line_accounts_for_is_named_so_that_the_sums_agree(a_row, a_report):
    report = a_report(a_row(amount_kyen=1000), by_funding={FundingSource.GENERAL: 400})

    assert listing(report).by_funding == (("一般財源", 400), (WITHOUT_LINES, 600))
    assert listing(a_report(a_row(amount_kyen=1000), by_funding={})).by_funding == ()


def test_a_joint_item_is_summed_under_its_lead(a_row, a_report):
    rows = (a_row(1, joint_departments=(Title("企画振興部", ""),)), a_row(2), a_row(3, "kenko"))

    groups = listing(a_report(*rows)).groups

    assert [(group.department, group.kyen) for group in groups] == [
        ("総務部", 2000),
        ("健康福祉部", 1000),
    ]
