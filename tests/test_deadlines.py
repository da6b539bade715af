"""Which date is the deadline of which target: passages, and the deadline of each of their targets in text order."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.article import Article
from communique.quantities import find_quantities
from communique.segment import segment_sentences
from communique.targets import TARGET_STATUSES, find_targets
from communique.targets.cues import read_cues
from communique.targets.deadlines import attach_deadlines, read_scope_words
from communique.timex import Reference, find_times

# Every passage is read as of 15 March 2024.  One date a target, "-" where it has none.
CASES = {
    # -- one target ---------------------------------------------------------------------------------------------
    "after": ("The city aims to plant 20,000 trees by 2027.", "2027-12-31"),
    "ahead": ("By 2027, the city aims to plant 20,000 trees.", "2027-12-31"),
    "between": ("The ministry plans, by the end of 2026, to build 40,000 homes.", "2026-12-31"),
    "in-clause": ("The ministry plans to cut waste by 40 percent in 2026.", "2026-12-31"),
    "after-object": (
        "The province will build 900 kilometres of track across its northern counties by 2028.",
        "2028-12-31",
    ),
    "from-rule": ("From 2030, at least 50 percent of packaging must be reusable.", "2030-01-01"),
    "from-rule-after": ("At least 50 percent of packaging must be reusable from 2030.", "2030-01-01"),
    "year-goal": ("The 2030 target is to cut emissions by 45 percent.", "2030-12-31"),
    "goal-for-year": ("The growth target for 2025 is 5 percent.", "2025-12-31"),
    "plan-ahead": (
        "During the 14th Five-Year Plan period, the province will build 5,000 kilometres of roads.",
        "2025-12-31",
    ),
    "over-next": ("Over the next three years, the bank will lend 4 billion dollars to small farms.", "2027-03-15"),
    "no-date": ("The city aims to plant 20,000 trees.", "-"),
    # -- dates of other things ----------------------------------------------------------------------------------
    "said-on": ("The minister said on 3 May 2024 that the city would plant 20,000 trees.", "-"),
    "plan-released": ("The plan, released in 2021, aims to raise the share of renewables to 40 percent.", "-"),
    "from-levels": ("The firm pledges to cut emissions by 30 percent from 2020 levels.", "-"),
    "base-and-date": ("The firm pledges to cut emissions by 30 percent by 2030 from 2020 levels.", "2030-12-31"),
    "base-first": ("Compared with 2015, the city will cut emissions by 40 percent by 2030.", "2030-12-31"),
    "base-only": ("The city will cut emissions by 40 percent compared with 2015.", "-"),
    "since": ("Output has doubled since 2019, and the ministry aims to raise it to 4 GW.", "-"),
    "founded": ("The agency, founded in 2019, plans to train 4,000 nurses by 2026.", "2026-12-31"),
    "each-year": ("The state will build 40,000 homes each year.", "-"),
    "annually": ("The state will add 40 GW annually.", "-"),
    "annually-until": ("The state will add 40 GW annually until 2030.", "2030-12-31"),
    "past-clause": ("After it built 3,000 homes in 2023, the city plans to build 5,000 homes.", "-"),
    "up-from-year": ("The city plans to build 5,000 homes in 2025, up from 3,000 in 2023.", "2025-12-31"),
    "law-of": ("The Energy Act of 2025 requires utilities to cut losses to 8 percent.", "-"),
    "relative-age": ("The fund will pay 300 dollars to 4,000 families within 30 days of application.", "-"),
    # -- several targets ----------------------------------------------------------------------------------------
    "ahead-carried": (
        "By 2027, the city will plant 20,000 trees, build 40 schools and raise recycling to 60 percent.",
        "2027-12-31 2027-12-31 2027-12-31",
    ),
    "behind-carried": (
        "The city will plant 20,000 trees, build 40 schools and add 300 buses by 2027.",
        "2027-12-31 2027-12-31 2027-12-31",
    ),
    "each-its-own": (
        "Renewables are to reach 40 percent by 2030 and 80 percent by 2040.",
        "2030-12-31 2040-12-31",
    ),
    "led-each": (
        "By 2025 the share should reach 40 percent, and by 2030 60 percent.",
        "2025-12-31 2030-12-31",
    ),
    "in-each": (
        "The ministry aims to raise output to 4 GW in 2025, 6 GW in 2026 and 9 GW in 2027.",
        "2025-12-31 2026-12-31 2027-12-31",
    ),
    "respectively": (
        "The share is to reach 40 percent and 60 percent by 2025 and 2030, respectively.",
        "2025-12-31 2030-12-31",
    ),
    "own-subject": (
        "The city will plant 20,000 trees by 2027, and the county plans to hire 400 nurses.",
        "2027-12-31 -",
    ),
    "own-subject-while": (
        "The city will plant 20,000 trees by 2027, while the county plans to hire 400 nurses.",
        "2027-12-31 -",
    ),
    "other-sentence": (
        "The city will plant 20,000 trees by 2027. The county plans to hire 400 nurses.",
        "2027-12-31 -",
    ),
    "semicolon-own": (
        "The city will plant 20,000 trees by 2027; the county plans to hire 400 nurses.",
        "2027-12-31 -",
    ),
    "goals-for-year": (
        "Goals for 2024 are as follows: GDP growth of about 5 percent; over 12 million urban jobs; "
        "grain output of 650 million tonnes.",
        "2024-12-31 2024-12-31 2024-12-31",
    ),
    "ahead-semicolons": (
        "By 2027, the city will plant 20,000 trees; build 40 schools; and add 300 buses.",
        "2027-12-31 2027-12-31 2027-12-31",
    ),
    "list-heading": (
        "By 2030, the province aims to:\n- plant 20,000 trees\n- build 40 schools\n- add 300 buses\n",
        "2030-12-31 2030-12-31 2030-12-31",
    ),
    "list-own": (
        "By 2030, the province aims to:\n- plant 20,000 trees by 2026\n- build 40 schools\n",
        "2026-12-31 2030-12-31",
    ),
    "heading-targets": ("Targets for 2030\n- Renewables: 40 percent\n- New homes: 30,000\n", "2030-12-31 2030-12-31"),
    "interim": (
        "The group will cut emissions by 50 percent by 2030 and reach net zero by 2050.",
        "2030-12-31 2050-12-31",
    ),
    "this-year-front": (
        "This year the county will renovate 1,200 homes and create 30,000 jobs.",
        "2024-12-31 2024-12-31",
    ),
    "term-kept": ("The government will build 300,000 homes by the end of the parliament.", "-"),
    # -- Chinese ------------------------------------------------------------------------------------------------
    "zh": ("到2025年，力争森林覆盖率达到25%，新建公园500个。", "2025-12-31 2025-12-31"),
    "zh-own": ("2030年前，力争非化石能源占比达到25%。", "2029-12-31"),
}


def targets_of(text: str):
    article = Article.from_text(text, published="2024-03-15")
    rows = find_targets(article, segment_sentences(article))
    return article, [row for row in rows if row.status in TARGET_STATUSES]


@pytest.mark.parametrize("name", CASES)
def test_deadlines(name):
    text, dates = CASES[name]
    article, rows = targets_of(text)
    read = [(article.text[row.start : row.end], str(row.deadline or "-")) for row in rows]
    assert [date for _, date in read] == dates.split(), read


def test_an_unresolved_deadline_keeps_its_words():
    article, [row] = targets_of(CASES["term-kept"][0])
    words = row.deadline_words
    assert article.text[words.start : words.end] == "by the end of the parliament"
    assert "does not say" in row.note


def test_a_period_of_years_has_its_first_day():
    _, [row] = targets_of("Between 2025 and 2030, the state will invest 40 billion dollars in grids.")
    assert (str(row.period_start), str(row.deadline)) == ("2025-01-01", "2030-12-31")


# Passages of many kinds.  A mark behind a quantity is its deadline: a year stands for its last day, "-" for none.
MARKED = r"""
By 2030 the federation will raise the share of rail freight to 30 percent<2030> and electrify 4,000 kilometres<2030> of line, so that diesel use falls by half<2030>.
The programme will connect 2.1 million households<2028> by the end of 2028, with solar kits to make up no more than 25 percent<2028> of connections.
The ministry aims to vaccinate 3 million children<2026> by 2026 and to cut malaria deaths by 40 percent<2026>.
The agency plans to cut losses to 11 percent<2027> by 2027, to meter 2 million homes<2027> and to halve<2027> the number of outages.
The province is to add 8 GW<2025> of wind in 2025, and will hold curtailment below 5 percent<2025>.
Under the accord the cooperative will plant 60,000 hectares<2029> by 2029, half<2029> of it with native species.
The bank wants green loans to reach 40 billion euros<2027> by 2027, of which at least 15 billion<2027> is to go to small firms.
By 2025 Kenya will train 5,000 nurses<2025>, Uganda will train 3,000<2025>, and by 2030 the region will have 90,000<2030>.
The city will plant 9,000 trees<2026> in 2026, while the state intends to restore 700 hectares<-> of marsh.
The utility will close 2 GW<2028> of coal plants by 2028, but it also wants to build 900 MW<-> of gas capacity.
Coal is to fall to 20 percent<2030> of supply by 2030, whereas gas must stay under 15 percent<-> of it.
In 2025, coal output is to be held at 4.7 billion tonnes<2025>; oil output at 200 million tonnes<2025>; and gas output at 240 billion cubic metres<2025>.
After spending 3 billion dollars in 2021, the fund will lend 5 billion dollars<-> to farmers.
The company intends to cut water use by 30 percent<2030> and waste by 50 percent<2030> by 2030, compared with 2019.
The group pledges to cut emissions by 42 percent<2030> by 2030 and by 90 percent<2045> by 2045.
Emissions are to fall by at least 20 percent<2030>, striving for 30 percent<2030>, by 2030 and by at least 70 percent<2040>, striving for 80 percent<2040>, by 2040.
Nuclear power is to supply 20 percent<2035> and renewables 45 percent<2035> of electricity in 2035.
The state will hire 4,000 teachers<2025> next year and 6,000<2026> the year after.
The national target for 2035 is a 60 percent<2035> cut, and the interim target is 35 percent<2028> by 2028.
The 2026 deficit has been set at 3.2 percent<2026>, and the government means to spend 2 percent<-> of output on defence.
The inflation goal for the fourth quarter of 2025 is 5 percent<2025>, against 31 percent in February.
India's fiscal deficit is pegged at 4.9 per cent<2025-03-31> of GDP for 2024-25, with capital outlay of Rs 12 lakh crore<2025-03-31>.
The Union government will electrify 6,000 route km<2025-03-31> in the coming fiscal and commission 40 terminals<2026-03-31> by FY26.
Odisha plans to raise millet procurement to 80,000 tonnes<2024-03-31> this fiscal.
Karnataka has set a target of 12 lakh houses<2026-03-31> by March 2026, with 3 lakh<2024-12-31> of them to be handed over this year.
Japan aims to raise the share of men taking parental leave to 50 percent<2026-03-31> by fiscal 2025 and to 85 percent<2031-03-31> by fiscal 2030.
The US Forest Service plans to treat 4 million acres<2024-09-30> in fiscal 2024.
The agency asked Congress for money to hire 1,200 inspectors<2025-09-30> in fiscal year 2025.
Kenya's treasury has pledged to bring the deficit down to 3.9 percent<2025-06-30> of GDP in FY2024/25, from 5.5 percent now.
Egypt is committed to a primary surplus of 3.5 percent<2025-06-30> of GDP in 2024/25.
Australia will lift its intake of skilled migrants to 190,000<2025-06-30> in 2024-25.
Within three years the municipality must cut leaks to 20 percent<2027-03-15> and fit 50,000 meters<2027-03-15>.
Over the next decade the fund will invest 90 billion dollars<2034-03-15> in grids.
Norway wants 100 percent<2025> of new cars to be electric by 2025, and 30 percent<2030> of lorries by 2030.
The Commission proposes that from 1 January 2027 at least 65 percent<2027-01-01> of bottles be recycled.
The law bans oil boilers from 2026 and requires heat pumps in a third<2032> of dwellings by 2032.
From 2028, fleets must be 60 percent<2028-01-01> electric, rising to 100 percent<2035> by 2035.
Airports will have to use 2 percent<2025> sustainable fuel in 2025, 6 percent<2030> in 2030 and 70 percent<2050> in 2050.
The firm will be net zero by 2050 and will source 100 percent<2025-01-01> renewable power from next January.
The ministry has a plan for 2024-2028 that would cut travel time to 40 minutes<2028>, add 60 bridges<2028> and raise capacity to 9,000 vehicles<2028> an hour.
Under the 2025-2030 strategy, the share of women in parliament is to rise to 35 percent<2030>.
The five-year plan to 2029 foresees 200,000 new homes<2029> and an unemployment rate below 6 percent<2029>.
The city will decide on the remainder by June 2026, and wants to have 2 GW<2030-06-30> of turbines in the water four years later.
The pact requires members to cut methane by 30 percent<2030> by 2030 and flaring to zero<2030> in the same year.
The company will open 40 stores<2024-12-31> this year and a further 60<2025> in 2025.
The regulator must clear 90 percent<2025-06-30> of claims within a week by the second quarter of 2025, and lower the fee to 2 pesos<2025-06-30> in the same quarter.
Rwanda will, by the end of next year, connect 300,000 homes<2025> and, by 2029, all schools.
The minister said on 2 March 2024 that 40,000 jobs<-> would be created.
The plan adopted in 2022 commits the state to build 5,000 wells<-> .
The Clean Air Act of 2026 would require plants to cut soot by 30 percent<-> .
The summit will take place in May 2025. Members want to raise 50 billion dollars<->.
Reading the budget on Friday, the minister pledged 60,000 homes<2028> by 2028.
The plan, to be reviewed in 2026, is to bring poverty down to 8 percent<2030> by 2030.
The firm, which listed in London in 2021, aims to sell 2 million cars<2030> a year by the end of the decade.
The region aims to double<2030> its exports by 2030, when it will host a world fair, and to create 400,000 jobs<2030>.
By the time of the World Cup the kingdom will have 230,000 hotel rooms<->.
The state will treat 95 percent<2030> of sewage by 2030 through 40 new plants<2030>.
The government will spend 4 billion pounds<2030> by 2030, including 900 million<2030> on buses.
Malawi is to reach 12 percent<2027> of GDP in tax revenue by 2027, up from 9 percent in 2022, and to bring inflation down to 7 percent<2027>.
Peru will reforest 100,000 hectares<2030> by 2030; Chile will protect 30 percent<-> of its waters.
The network, which now serves 3 million people, will reach 5 million<2027> by 2027.
Retailers must cut food waste by 25 percent<2028> by 2028 if sales hold up, and report it each year.
The chain will cut plastic by 20 percent<2026> by 2026, and sugar in its drinks by a fifth<2026>.
The fund will raise 2 billion dollars<2025> by 2025. It will then lend 500 million dollars<-> a year.
At least 40 percent<2030> of cement and 60 percent<2030> of steel should be low-carbon by 2030.
The ministry will lift maize yields from 2 to 3 tonnes<2026> per hectare by the 2026 harvest.
In the first half the mine will produce 60,000 tonnes<2024-06-30> of copper.
The airline will take delivery of 30 aircraft<2024-09-30> in the third quarter and 25<2024-12-31> in the fourth.
By the end of the 15th Five-Year Plan period, forest cover will reach 25 percent<2030> and non-fossil energy 25 percent<2030>.
The county will, before the end of June, finish 30 reservoirs<2024-06-30> and 200 kilometres<2024-06-30> of canal.
The SASAC wants central firms to spend at least 2.6 percent<2025> of revenue on research by 2025, with strategic industries to account for 35 percent<2025> of sales.
The Global Fund intends to save 20 million lives<2026> between 2024 and 2026 and to cut the death rate by 64 percent<2026>.
The bloc will store 50 million tonnes<2030> of carbon a year by 2030, member states said on Tuesday, and 280 million<2040> by 2040.
Ghana's target of 600,000 tonnes<2025> for the 2024/25 cocoa season stands.
The school board is to bring class sizes down to 25 pupils<2026-06-30> by the 2025-26 school year.
Vietnam intends to have 50 percent<2030> of buses electric by 2030 and 100 percent<2050> of all vehicles by mid-century.
The group confirmed its guidance: sales growth of 6 percent<2024-12-31> this year and an operating margin of 12 percent<2026> in 2026.
The republic's goal of a 30 percent<2035> share of hydrogen by 2035, set in 2021, is unchanged.
As of 2023 the state had 900 stations; it will have 2,000<2026> by 2026.
Hospitals should treat 92 percent<2029-03-31> of patients within 18 weeks by March 2029.
The chancellor will cut civil service costs by 15 percent<-> by the end of the parliament.
The mayor promises 3,000 bikes<2024-12-25> by Christmas 2024 or earlier and 9,000<2025> in 2025.
The state, whose debt rose to 70 percent of GDP in 2023, commits itself to 60 percent<2030> by 2030 and to a balanced budget.
The firm will cut 4,000 posts<2025>, 1,500<2025> of them in Germany, by the end of 2025.
The mission is to bring piped water to 55 million<2024-12-31> homes by December 2024 and to keep supply at 55 litres<2024-12-31> per head per day.
Under the budget for 2025, spending on schools is to rise 6 percent<2025> and on clinics 9 percent<2025>. It also sets aside 300 million euros<2025> for flood defences.
Ethiopia's ten-year plan, which runs to 2030, provides for 20,000 MW<2030> of power.
The commissioner wants a cut of 90 percent<2040> by 2040, with removals to supply up to 400 million tonnes<2040>.
Sweden will phase in a quota of 6 percent<2030> green hydrogen by 2030 at the latest.
The deadline for the first 10,000 homes<2026> is 2026.
The bank has until the end of September to raise its capital ratio to 11 percent<2024-09-30>.
The airport will be carbon neutral by 2030, a decade ahead of the national goal, and recycle 80 percent<-> of its waste.
The department will hire 300 engineers<2024-09-30> within the current fiscal year, Congress was told.
Bangladesh plans to spend Tk 2 lakh crore<2025-06-30> on development in FY25.
Pakistan's government intends to collect Rs 12 trillion<2025-06-30> in taxes in FY2025.
Nepal aims to export 1,000 MW<2025-07-15> of power by fiscal year 2024/25.
Canada will admit 485,000 newcomers<2024-12-31> this year and 500,000<2026> in each of 2025 and 2026.
South Africa is to cut its debt ratio to 74 percent<2026-03-31> of GDP by 2025/26.
The rule, which takes effect on 1 July 2024, obliges shops to take back 75 percent<-> of bottles.
By this time next year the company wants to be making 5,000 cars<2025-03-15> a week.
The governor's plan calls for 100 percent<2045> clean power by 2045, up from 60 percent in 2030.
It aims for 1 million electric cars<2028> on the road within four years, i.e. by the end of 2028.
Uruguay will cut methane per kilo of beef by 35 percent<2030> between 2012 and 2030.
Over the 2025-27 period the group will return 10 billion euros<2027> to shareholders.
The authority has committed to 60 percent<2026> fewer road deaths by 2026 than in 2016.
Mongolia plans to double<2027-03-15> the number of tourists to 1 million<2027-03-15> in the next three years.
The pledge - 30 percent<2030> of land and sea by 2030 - was renewed.
Half<2027> of all posts must be held by women by 2027, and a third<2027> of board seats.
Guangdong: GDP growth of about 5 percent<2024-12-31> this year; 1.1 million new urban jobs<2024-12-31>; energy use per unit of output down 3 percent<2024-12-31>.
In the 12 months to June 2025 the corporation will lay 400 km<2025-06-30> of cable.
The scheme, launched in January, will give 2 million pupils<2026> a free lunch by 2026.
The government must reach 80 percent<2025-12-31> coverage within the next calendar year.
The rate of stunting, 33 percent in 2022, is to be brought down to 24 percent<2029> by 2029 and 19 percent<2034> by 2034.
The council will, from April, lend 3,000 bicycles<2024-04-01> to residents.
Ministers want 45 percent<2030> of energy to come from renewables by the end of this decade and 100 percent<2050> by the middle of the century.
The two sides will lift trade to $20 billion<2026> in 2026, from $12 billion last year, and to $35 billion<2030> by 2030.
The new law gives ministries two years to raise the share of women in senior posts to 40 percent<->.
The province intends to have 98 percent<2025> of villages reached by gas by 2025, by which time 300,000 stoves<2025> are to be replaced.
By 2035 at the latest, cities of over 100,000 people will have to treat 90 percent<2035> of micropollutants.
Targets for 2027:\n- Renewable share: 42 percent<2027>\n- New homes: 20,000<2027>\n- Waiting list: 8,000<2026> by the end of 2026
| Indicator | 2023 | Target 2026 |\n| Literacy | 71% | 80%<2026> |\n| Paved roads, km | 3,200 | 4,500<2026> |
Priorities for the fiscal year 2024/25 in Uganda:\n(a) Vaccinate 4 million cattle<2025-06-30>\n(b) Complete 200 km<2025-06-30> of roads
到2027年，力争培育独角兽企业50家<2027>，研发投入强度达到3.5%<2027>。
2025年底前新增充电桩20万个<2025>。
今年要新增城镇就业100万人<2024-12-31>以上。
“十五五”时期，将建成绿色工厂500家<2030>。
The Commission tabled a law that would oblige carmakers to cut fleet emissions by 55 percent<2030> by 2030 and to sell only zero-emission cars from 2035.
The mayor wants 400 km<2026> of cycle lanes in place by the time her term ends in 2026.
Officials expect to finish 90 percent<2024-06-30> of repairs by the end of the second quarter and the remaining 10 percent<2024-09-30> by the end of the third.
In fiscal 2024, which ends in September, the Pentagon plans to buy 83 fighters<2024-09-30>.
The ministry pledged on Tuesday that 3 million hectares<2030> would be restored before 2031.
By 31 March 2027, all 19,000 villages<2027-03-31> are to be electrified; discoms must bring losses below 12 per cent<2027-03-31> by the same date.
The firm reiterated its 2025 targets: revenue of $20 billion<2025>, an operating margin of 15%<2025> and 3,000 new shops<2025>.
Its 2040 vision foresees 70 percent<2040> of trips by public transport.
Total investment of 300 billion yuan<2025> is planned for the period from 2023 to 2025.
The task for the year is to build 1.2 million homes<2024-12-31> and to lift 5 million people<2024-12-31> out of poverty.
The government has given itself until 2029 to halve<2029> child poverty.
Lagos will add 200 buses<2024-12-31> before the year runs out.
The steelmaker hopes to be making 3 million tonnes<2026-07-01> of green steel a year from mid-2026.
Within 100 days of taking office the president wants to hire 10,000 teachers<->.
The member states have to transpose the directive within two years and reach 42.5 percent<2030> renewables by 2030.
Germany's cabinet agreed to 80 percent<2030> green electricity in 2030, while the share stood at 52 percent in 2023.
The agency is to inspect 1,500 plants<2024-12-31> during 2024 and 2,000<2025> during 2025.
Korea aims for a 40 percent<2030> cut by 2030 versus 2018, and Seoul city for 30 percent<2026> by 2026.
The council intends, over the four years to 2028, to insulate 120,000 flats<2028>.
The company says it will invest 4 billion dollars<2029> through 2029, creating 9,000 jobs<2029>.
Its emissions are to be cut 50% by 2030 and 90%<2040> by 2040.
The Treasury's remit for the year to next March is borrowing of 75 billion pounds<2025-03-31>.
The regulator has told suppliers to fit smart meters in 80 percent<2025> of homes by the end of 2025, or pay a fine of 10 percent of turnover.
Tanzania wants 80 percent<2034> of households cooking with clean fuels by 2034, against 7 percent today.
Every district will get a new court by 2028, and the backlog will come down to 50,000 cases<->.
For the 2025 harvest the ministry has set a floor of 2 million tonnes<2025>.
Goals for 2024 are as follows: GDP growth of about 5 percent<2024-12-31>; over 12 million<2024-12-31> urban jobs; grain output of 650 million tonnes<2024-12-31>.
The main expected targets for this year are: growth of around 5 percent<2024-12-31>, a surveyed unemployment rate of around 5.5 percent<2024-12-31> and inflation of about 3 percent<2024-12-31>.
The draft budget for FY2025 would cut spending by 4 percent<2025-09-30>, the White House said.
The World Food Programme plans to reach 9 million people<2024-12-31> this year, and needs 1.4 billion dollars to do so.
UNICEF will vaccinate 640,000 children<2024-06-30> in two rounds by the end of June.
Zambia intends to produce 3 million tonnes<2032> of copper a year within the next eight years, by 2032.
The group guides for revenue growth of 8 percent<2024-12-31> in the full year and plans to open 120 shops<2024-12-31>.
Amtrak wants to carry 66 million passengers<2040-09-30> a year by fiscal year 2040.
Rajasthan will plant 10 crore saplings<2029> in five years, that is by 2029.
By 2047, when India marks a hundred years of independence, the port is to handle 10,000 million tonnes<2047> a year.
The Railways will run 3,000 new trains<2029-03-15> in the next four to five years.
By the time the tax expires in 2026, the fund should have raised 3 billion dollars<2026>.
Spain's plan sets a share of 81 percent<2030> for renewables in power by 2030, and 22.5 GW<2030> of storage.
The directive obliges states to renovate 16 percent<2030> of the worst buildings by 2030 and 26 percent<2033> by 2033.
Businesses with more than 250 staff must have 33 percent<2026-06-30> women on their boards by 30 June 2026.
Member states shall achieve savings of 1.9 percent<2030> a year from 2028 to 2030.
California will require 35 percent<2026> of new cars sold in model year 2026 to be zero-emission, and all by 2035.
The governor signed a bill on Friday that requires utilities to get 60 percent<2030> of their power from clean sources by 2030.
Philippine officials aim to bring rice inflation to below 10 percent<2024-07-31> by July.
The airline plans to have 65 jets<2026-03-31> in service by the end of the 2025/26 financial year, said India's minister.
Ukraine and the EU agreed on 50 billion euros<2027> of support between 2024 and 2027.
The city wants to become climate-neutral by 2035, and by 2028 to have halved<2028> its emissions.
The programme's first phase, to 2026, will connect 700 villages<2026>; the second, to 2030, a further 1,200<2030>.
Chinese officials said 1.5 million homes<2024-12-31> would be retrofitted by the end of the year and another 2 million<2025> next year.
By 2026, the municipality plans that: (1) 95 percent<2026> of waste be collected, (2) 40 percent<2026> be recycled.
Companies are asked to cut plastic by 30 percent<2027> no later than 2027.
The bank's target for 2027 is a return on equity of 13 percent<2027>.
The bank set a 2027 target of 13 percent<2027> for its return on equity and promised to buy back shares for 5 billion euros<->.
The bank raised its target for 2027 to 13 percent<2027> from 11 percent.
The ministry aims at 6 percent<2024-12-31> growth in 2024 against 5.2 percent in 2023.
The fund will support 1.2 million pupils<2024-12-31> in 2024, up from 800,000 in 2023, and hire 5,000 tutors<->.
Finland wants to be carbon-neutral by 2035 and to have 10 percent<2035> of its land under strict protection.
By the third quarter the exporter intends to ship 400,000 tonnes<2024-09-30>, of which 60 percent<2024-09-30> to Asia.
The ministry is to lift literacy from 71 to 80 percent<2028> over the plan period 2024-2028.
Cairo seeks to draw 30 million tourists<2028> a year by 2028, from 14.9 million last year, and to double hotel rooms to 450,000<2028>.
The supermarket said that by 2025 all eggs would be free-range and that it would cut food waste by 20 percent<2025>.
It will shed 3,000 jobs<2026> by the end of 2026 and save 400 million euros<-> a year.
From July, banks must hold 30 percent<2024-07-01> of deposits in bonds.
As early as 2026 the operator wants to run 15 percent<2026> of trains without drivers.
Not before 2030 will the state raise the share above 20 percent<2030-01-01>.
Half<2040> of the cars on the road should be electric by 2040, according to a strategy the cabinet adopted on Tuesday.
The lender has earmarked 10 billion rand<2025-03-31> for small firms in the 2024/25 financial year, South Africa's minister said.
The plan provides for 6 GW<2026> in 2026, 9 GW<2027> in 2027 and 15 GW<2028> the year after.
The state aims for 500 MW<2025> of storage by the end of next year, double what it has now.
By December, Bihar will have 2 lakh teachers<2024-12-31> trained and 90 per cent<2024-12-31> of schools connected.
The utility's target for 2024 was 3,000 km of line; for 2025 it is 4,500 km<2025>.
The company will raise wages by 5 percent<2024-05-01> on 1 May and by 4 percent<2025-05-01> a year later.
Lawmakers set a goal of 60 percent<2030> by 2030 and 80 percent<2035> five years later.
The ministry will halve<2026> child-care fees, to an average of 10 dollars a day, by 2026.
The retailer aims to have fast tills at 1,200 stores<2026> by 2026 and doubled its savings goal to 200 million pounds<->.
The lender plans to cut coal loans by 80 percent<2030> by 2030 in the OECD, and has earmarked 750 billion dollars<2030> for clean power this decade.
The lender plans to cut coal loans by 80 percent<2040> by 2040, and will hold oil loans under 5 percent<2040> of its book.
The government will keep the deficit at 4 percent<2025>, issue 1.3 trillion yuan<2025> of bonds and create 12 million jobs<2025> in 2025.
The county will guard 1.2 million hectares<-> of farmland, and finish the marking of 900,000 hectares<2026> by 2026.
No new diesel buses<2027> will be bought after 2027.
Ninety percent of girls vaccinated<2030>, 70 percent of women screened<2030>, 90 percent treated<2030>: that is what the agency wants by 2030.
The city will plant 40,000 trees<2027-06-30>. The work is to be finished by June 2027.
Target 3: at least 30 per cent<2030> of land conserved. Target 7: pollution brought down by half<2030>. All are due in 2030.
When the plan ends in 2029, all districts<2029> are to have a clinic and 80 percent<2029> of births are to be registered.
During the 15th plan the city will build 300 km<2030> of lines and buy 400 trains<2030>.
When the mayor spoke in 2026 of clinics, 80 percent of births were registered; 90 percent<-> are to be.
The pact sets a 2030 goal of 40 percent<2030> and a 2040 goal of 70 percent<2040>.
It will hire 300 people<->, 100<2024> of them this year.
The firm will hire 300 people<2027>, 100<2027> of them women, by 2027.
The company was given 18 months to cut waste by 30 percent<2025-09-15>.
The ministry will train 2,000 nurses<2025> over the course of 2025.
The state will plant 4 million trees<2030> by 2030 and thin 900 hectares<-> a year.
The bank will lend 4 billion euros<2030> by 2030, saving 300 million euros<2030> a year.
By 2030 the state will plant 4 million trees<2030> and thin 900 hectares<2030> a year.
Water losses: 45 percent in 2020, 30 percent<2027> by 2027.
The city will plant 40,000 trees<->. The mayor will step down in 2027.
Mills have been asked to hold 20 percent<2026> of cane back by 2026. They must sell 17,000 tonnes<-> in the current season.
The fiscal deficit for 2023-24 is pegged at 5.9 per cent<2024-03-31>; the aim is to get below 5.1 per cent<2025-03-31> next year.
"""
_MARK = re.compile(r"<([\d-]+)>")


def unmark(line: str) -> tuple[str, list[tuple[int, str]]]:
    """Return the passage, and where its marks stood with the date of each."""
    text, marks, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        at = match.end()
        marks.append((len(text), f"{match[1]}-12-31" if len(match[1]) == 4 else match[1]))
    return text + line[at:], marks


def marked_rows(line: str) -> list[tuple[str, str, str]]:
    """Return for each mark of a passage that stands at a target the target's words, its deadline and that of the mark."""
    text, marks = unmark(line.replace("\\n", "\n"))
    article = Article.from_text(text, published="2024-03-15")
    rows = [row for row in find_targets(article, segment_sentences(article)) if row.status in TARGET_STATUSES]
    found = []
    for position, date in marks:
        row = next((r for r in reversed(rows) if r.start < position <= r.end + 25), None)
        if row is not None:
            found.append((text[row.start : row.end], str(row.deadline or "-"), date))
    return found


@pytest.mark.parametrize("line", MARKED.strip().splitlines(), ids=lambda line: " ".join(line.split()[:6]))
def test_marked_deadlines(line):
    found = marked_rows(line)
    assert [(words, read) for words, read, _ in found] == [(words, date) for words, _, date in found]


def test_most_marks_stand_at_targets():
    lines = MARKED.strip().splitlines()
    assert sum(len(marked_rows(line)) for line in lines) > 0.85 * sum(len(_MARK.findall(line)) for line in lines)


# -- laws -----------------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    "by 2030|in 2025|from 2027|within three years|by the end of the decade|in FY2024/25|this fiscal|, and|;| and|, while the county|will|"
    "plans to|build 40 schools|40 percent|to 3 GW|up from 12 percent in 2022|which|before the year is out|four years later|by then|. The city|"
    "31 February 2026|by 99999|until 2150|(2024-2028)|respectively|half of it|by Friday|: |\n- || Target 2026 ||，到2027年达到5%|next January".split(
        "|"
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=14))
def test_a_deadline_is_a_date_that_can_be(pieces):
    article = Article.from_text("The city " + " ".join(pieces) + ".", published="2024-03-15")
    rows = find_targets(article, segment_sentences(article))
    assert [row.start for row in rows] == sorted(row.start for row in rows)
    for row in rows:
        assert row.deadline is None or 1900 <= row.deadline.year <= 2200
        if row.deadline_words is None:
            assert row.deadline is None
        else:
            start, end = row.deadline_words
            assert 0 <= start < end <= len(article.text)
            assert article.text[start:end].strip()


def test_many_times_and_quantities_take_linear_time():
    cues, words, reference = read_cues(), read_scope_words(), Reference(None, None, "unknown")

    def seconds(n: int) -> float:
        article = Article.from_text("The city will build " + ", 40 schools by 2030 and 300 homes" * n + ".")
        sentences = segment_sentences(article)
        quantities = find_quantities(article, sentences)
        times = find_times(article, sentences, reference)
        chunks = cues.find(article.folded, 0, len(article.folded))
        begin = time.perf_counter()
        attach_deadlines(article.folded, quantities, times, chunks, reference, cues, words)
        return time.perf_counter() - begin

    seconds(20)
    assert seconds(2400) < 12 * max(seconds(600), 0.01)
