"""What is a target and what is not: invented passages in the manner of many countries, written from the definition."""

from __future__ import annotations

import datetime as dt

import pytest

from communique.article import Article
from communique.segment import segment_sentences
from communique.targets import TARGET_STATUSES, find_targets

# Each row: span | value unit comparator | deadline | subject.  Every passage is read as of 15 March 2024.
TARGETS = {
    # -- China ----------------------------------------------------------------------------------------------
    "cn-strive": (
        "The province will strive to complete more than 80 percent of the renovation tasks by the end of this year.",
        ["more than 80 percent | 80 percent gt | 2024-12-31 | renovation tasks"],
    ),
    "cn-growth-goal": (
        "The city has set its economic growth target at around 5.5 percent for 2024.",
        ["around 5.5 percent | 5.5 percent approx | 2024-12-31 | economic growth"],
    ),
    "cn-plan-period": (
        "During the 14th Five-Year Plan period, energy consumption per unit of GDP is to be cut by 13.5 percent.",
        ["13.5 percent | 13.5 percent eq | 2025-12-31 | energy consumption"],
    ),
    "cn-list-verbs": (
        "We will add 60,000 charging piles, renovate 1,200 old residential communities and create 300,000 urban jobs this year.",
        [
            "60,000 | 60000 count eq | 2024-12-31 | charging piles",
            "1,200 | 1200 count eq | 2024-12-31 | residential communities",
            "300,000 | 300000 count eq | 2024-12-31 | urban jobs",
        ],
    ),
    "cn-order": (
        "Raise the urbanization rate of the permanent population to 67 percent by 2026.",
        ["67 percent | 67 percent eq | 2026-12-31 | urbanization rate"],
    ),
    "cn-two-dates": (
        "The circular says that non-fossil energy should account for 20 percent of consumption by 2025 and 25 percent by 2030.",
        [
            "20 percent | 20 percent eq | 2025-12-31 | non-fossil energy",
            "25 percent | 25 percent eq | 2030-12-31 | non-fossil energy",
        ],
    ),
    "cn-not-exceed": (
        "The surveyed urban unemployment rate must not exceed 5.5 percent this year.",
        ["not exceed 5.5 percent | 5.5 percent le | 2024-12-31 | unemployment rate"],
    ),
    "cn-grain": (
        "China aims to keep grain output above 650 million tonnes in 2024.",
        ["above 650 million tonnes | 650000000 t gt | 2024-12-31 | grain output"],
    ),
    "cn-mu": (
        "The county plans to build 150,000 mu of high-standard farmland by the end of June.",
        ["150,000 mu | 150000 mu eq | 2024-06-30 | high-standard farmland"],
    ),
    "cn-peak": (
        "The country will peak carbon emissions before 2030 and achieve carbon neutrality before 2060.",
        [
            "peak carbon emissions | - milestone eq | 2029-12-31 | carbon emissions",
            "carbon neutrality | 0 net_emissions eq | 2059-12-31 | carbon neutrality",
        ],
    ),
    "cn-will-listing": (
        "By 2027, the number of listed technology firms in the zone will exceed 50 and their revenue will reach 200 billion yuan.",
        [
            "exceed 50 | 50 count gt | 2027-12-31 | listed technology firms",
            "200 billion yuan | 200000000000 CNY eq | 2027-12-31 | revenue",
        ],
    ),
    "cn-passive": (
        "More than 3,000 kilometres of rural roads will be rebuilt next year, the transport department said.",
        ["More than 3,000 kilometres | 3000 km gt | 2025-12-31 | rural roads"],
    ),
    "cn-yuan-invest": (
        "The group plans to invest 12 billion yuan in two new battery plants over the next three years.",
        ["12 billion yuan | 12000000000 CNY eq | 2027-03-15 | battery plants"],
    ),
    "cn-zh-ratio": (
        "到2027年，全市规模以上工业企业数字化改造覆盖率达到90%以上。",
        ["90%以上 | 90 percent ge | 2027-12-31 | 覆盖率"],
    ),
    "cn-zh-strive": (
        "力争今年粮食产量达到500万吨，新增高标准农田30万亩。",
        ["500万吨 | 5000000 t eq | 2024-12-31 | 粮食产量", "30万亩 | 300000 mu eq | 2024-12-31 | 高标准农田"],
    ),
    "cn-zh-limit": ("城镇调查失业率控制在5.5%以内。", ["5.5%以内 | 5.5 percent le | - | 失业率"]),
    # -- European Union -------------------------------------------------------------------------------------
    "eu-cut-from": (
        "The regulation requires carmakers to cut fleet emissions by 55 percent by 2030 compared with 2021 levels.",
        ["55 percent | 55 percent eq | 2030-12-31 | fleet emissions"],
    ),
    "eu-binding-share": (
        "Member states must ensure that at least 42.5 percent of final energy consumption comes from renewable sources by 2030.",
        ["at least 42.5 percent | 42.5 percent ge | 2030-12-31 | final energy consumption"],
    ),
    "eu-from-to": (
        "The share of recycled plastic in bottles is to rise from 25 percent in 2025 to 30 percent in 2030.",
        ["30 percent | 30 percent eq | 2030-12-31 | share of recycled plastic"],
    ),
    "eu-quota": (
        "Under the directive, listed companies have to fill 40 percent of non-executive board seats with women by 30 June 2026.",
        ["40 percent | 40 percent eq | 2026-06-30 | board seats"],
    ),
    "eu-proposal": (
        "The Commission proposed a 90 percent reduction in net greenhouse gas emissions by 2040.",
        ["90 percent | 90 percent eq | 2040-12-31 | greenhouse gas emissions"],
    ),
    "eu-cap": (
        "The law caps emissions from the power sector at 120 Mt a year from 2028.",
        ["120 Mt | 120 Mt le | 2028-01-01 | emissions"],
    ),
    "eu-halve": (
        "The strategy aims to halve the use of chemical pesticides and bring a quarter of farmland under organic farming by the end of the decade.",
        [
            "halve | 0.5 ratio eq | 2030-12-31 | chemical pesticides",
            "a quarter | 25 percent eq | 2030-12-31 | farmland",
        ],
    ),
    "eu-hydrogen": (
        "Brussels wants to produce 10 million tonnes of renewable hydrogen a year by 2030.",
        ["10 million tonnes | 10000000 t eq | 2030-12-31 | renewable hydrogen"],
    ),
    "eu-homes": (
        "Germany's housing ministry set a goal of 400,000 new homes a year.",
        ["400,000 | 400000 count eq | - | homes"],
    ),
    "eu-reduce-third": (
        "Food waste in shops and households has to be reduced by a third by 2030.",
        ["a third | 33.33 percent eq | 2030-12-31 | food waste"],
    ),
    "eu-storage": (
        "Gas storage sites must be filled to at least 90 percent of capacity by 1 November.",
        ["at least 90 percent | 90 percent ge | 2024-11-01 | gas storage"],
    ),
    "eu-commit-money": (
        "France commits EUR 3 billion to the retrofitting of public buildings by 2027.",
        ["EUR 3 billion | 3000000000 EUR eq | 2027-12-31 | retrofitting of public buildings"],
    ),
    "eu-all-new": (
        "All new buildings must be zero-emission by 2030.",
        ["All | 100 percent eq | 2030-12-31 | new buildings"],
    ),
    "eu-within-months": (
        "Portugal intends to connect 200 health centres to fibre within 18 months.",
        ["200 | 200 count eq | 2025-09-15 | health centres"],
    ),
    "eu-deficit-below": (
        "Italy pledged to bring its deficit below 3 percent of GDP in 2026.",
        ["below 3 percent | 3 percent lt | 2026-12-31 | deficit"],
    ),
    "eu-spending-rise": (
        "Sweden will raise defence spending to 2.6 percent of GDP in 2028, the prime minister said.",
        ["2.6 percent | 2.6 percent eq | 2028-12-31 | defence spending"],
    ),
    "eu-nuclear": (
        "Warsaw plans a first nuclear plant with a capacity of 3.75 GW by 2036.",
        ["3.75 GW | 3.75 GW eq | 2036-12-31 | capacity"],
    ),
    # -- India ----------------------------------------------------------------------------------------------
    "in-pegged": (
        "The fiscal deficit is pegged at 5.1 per cent of GDP for 2024-25.",
        ["5.1 per cent | 5.1 percent eq | 2025-03-31 | fiscal deficit"],
    ),
    "in-crore-homes": (
        "The Union cabinet approved a scheme to build 2 crore rural houses over the next five years.",
        ["2 crore | 20000000 count eq | 2029-03-15 | rural houses"],
    ),
    "in-target-fy": (
        "India has set a production target of 1.08 billion tonnes of coal for FY25.",
        ["1.08 billion tonnes | 1080000000 t eq | 2025-03-31 | coal"],
    ),
    "in-headline": ("Gujarat to add 30 GW of wind power by 2030", ["30 GW | 30 GW eq | 2030-12-31 | wind power"]),
    "in-blend": (
        "Oil companies are required to blend 20 per cent ethanol in petrol by 2025-26.",
        ["20 per cent | 20 percent eq | 2026-03-31 | ethanol"],
    ),
    "in-lakh": (
        "Delhi will train 5 lakh teachers under the programme by March 2026.",
        ["5 lakh | 500000 count eq | 2026-03-31 | teachers"],
    ),
    "in-saturation": (
        "The state aims to provide tap water to every household by December 2025.",
        ["every | 100 percent eq | 2025-12-31 | household"],
    ),
    "in-disinvestment": (
        "New Delhi expects departments to spend at least Rs 500 crore on rural roads this financial year.",
        ["at least Rs 500 crore | 5000000000 INR ge | 2024-03-31 | rural roads"],
    ),
    "in-capex": (
        "India will allocate Rs 11.11 lakh crore to capital expenditure in 2024-25.",
        ["Rs 11.11 lakh crore | 11110000000000 INR eq | 2025-03-31 | capital expenditure"],
    ),
    "in-exports-double": (
        "India aims to double its electronics exports to $300 billion by 2030.",
        [
            "$300 billion | 300000000000 USD eq | 2030-12-31 | electronics exports",
        ],
    ),
    "in-no-later": (
        "Discoms should install 25 crore smart meters no later than 31 March 2026, the order says.",
        ["25 crore | 250000000 count eq | 2026-03-31 | smart meters"],
    ),
    "in-tb": (
        "The health mission targets a tuberculosis incidence of 44 cases per lakh by 2025.",
        ["44 | 44 count eq | 2025-12-31 | cases"],
    ),
    # -- United States --------------------------------------------------------------------------------------
    "us-fiscal": (
        "The Pentagon plans to buy 48 unmanned vessels by the end of fiscal 2027.",
        ["48 | 48 count eq | 2027-09-30 | unmanned vessels"],
    ),
    "us-offshore": (
        "The administration's goal is 30 gigawatts of offshore wind by 2030.",
        ["30 gigawatts | 30 GW eq | 2030-12-31 | offshore wind"],
    ),
    "us-rule": (
        "The final rule requires utilities to replace 100 percent of lead service lines within 10 years.",
        ["100 percent | 100 percent eq | 2034-03-15 | lead service lines"],
    ),
    "us-inflation": (
        "The central bank remains committed to its 2 percent inflation goal.",
        ["2 percent | 2 percent eq | - | inflation"],
    ),
    "us-bill": (
        "The bill would require half of new school buses to be electric by 2032.",
        ["half | 50 percent eq | 2032-12-31 | new school buses"],
    ),
    "us-governor": (
        "Governor Hale signed an order directing agencies to cut water use 15 percent by 2026.",
        ["15 percent | 15 percent eq | 2026-12-31 | water use"],
    ),
    "us-money": (
        "The department will award $1.5 billion for transmission lines in the first quarter of 2025.",
        ["$1.5 billion | 1500000000 USD eq | 2025-03-31 | transmission lines"],
    ),
    "us-jobs": (
        "Ohio's development office committed to creating 12,000 manufacturing jobs over the next four years.",
        ["12,000 | 12000 count eq | 2028-03-15 | manufacturing jobs"],
    ),
    "us-per-year": (
        "The refuge system seeks to restore 40,000 acres of wetlands annually through 2035.",
        ["40,000 acres | 40000 acre eq | 2035-12-31 | wetlands"],
    ),
    "us-methane": (
        "Operators must reduce methane emissions by nearly 80 percent through 2038.",
        ["nearly 80 percent | 80 percent approx | 2038-12-31 | methane emissions"],
    ),
    "us-chips": (
        "Washington aims to make one-fifth of the world's leading chips at home by the end of the decade.",
        ["one-fifth | 20 percent eq | 2030-12-31 | chips"],
    ),
    # -- United Nations -------------------------------------------------------------------------------------
    "un-mortality": (
        "By 2030, reduce the global maternal mortality ratio to less than 70 per 100,000 live births.",
        ["less than 70 | 70 count lt | 2030-12-31 | maternal mortality"],
    ),
    "un-triple": (
        "The parties agreed to triple renewable energy capacity and double the rate of efficiency improvements by 2030.",
        [
            "triple | 3 ratio eq | 2030-12-31 | renewable energy capacity",
            "double | 2 ratio eq | 2030-12-31 | efficiency improvements",
        ],
    ),
    "un-protect": (
        "The framework commits governments to protect 30 per cent of land and sea by 2030.",
        ["30 per cent | 30 percent eq | 2030-12-31 | land and sea"],
    ),
    "un-universal": (
        "Achieve universal access to safe drinking water by 2030.",
        ["universal access | 100 percent eq | 2030-12-31 | access"],
    ),
    "un-finance": (
        "Developed countries pledged to mobilize $100 billion a year through 2025.",
        ["$100 billion | 100000000000 USD eq | 2025-12-31 | -"],
    ),
    "un-vaccinate": (
        "The agency plans to vaccinate 4.2 million children against polio by the end of May.",
        ["4.2 million | 4200000 count eq | 2024-05-31 | children"],
    ),
    "un-zero": (
        "The declaration sets out to reach zero hunger by 2030.",
        ["zero hunger | 0 count eq | 2030-12-31 | hunger"],
    ),
    "un-limit": (
        "Countries agreed to limit warming to 1.5 degrees Celsius.",
        ["1.5 degrees Celsius | 1.5 °C le | - | warming"],
    ),
    "un-landmines": (
        "The mission will clear 900 square kilometres of mined land by December 2025.",
        ["900 square kilometres | 900 km2 eq | 2025-12-31 | mined land"],
    ),
    # -- Africa ---------------------------------------------------------------------------------------------
    "af-electrify": (
        "Kenya targets 100 percent electricity access by 2026, up from 76 percent today.",
        ["100 percent | 100 percent eq | 2026-12-31 | electricity access"],
    ),
    "af-naira": (
        "Abuja has earmarked 250 billion naira for rural roads in its 2025 budget.",
        ["250 billion naira | 250000000000 NGN eq | 2025-12-31 | rural roads"],
    ),
    "af-trees": (
        "Ethiopia plans to plant 7.5 billion seedlings this rainy season.",
        ["7.5 billion | 7500000000 count eq | - | seedlings"],
    ),
    "af-megawatts": (
        "Eskom must connect a further 2,500 megawatts of battery storage by 31 March 2026, the regulator ruled.",
        ["2,500 megawatts | 2500 MW eq | 2026-03-31 | battery storage"],
    ),
    "af-rice": (
        "Senegal intends to become self-sufficient in rice and to lift output to 1.5 million tonnes a year by 2029.",
        ["1.5 million tonnes | 1500000 t eq | 2029-12-31 | output"],
    ),
    "af-bus": (
        "Rwanda's transport ministry said 300 electric buses would be on the road by June 2025.",
        ["300 | 300 count eq | 2025-06-30 | electric buses"],
    ),
    "af-debt": (
        "Ghana has committed to keep its budget deficit at or below 5 percent of GDP from 2025.",
        ["at or below 5 percent | 5 percent le | 2025-01-01 | budget deficit"],
    ),
    "af-girls": (
        "Malawi hopes to raise the secondary enrolment of girls from 15 percent to 30 percent by 2030.",
        ["30 percent | 30 percent eq | 2030-12-31 | secondary enrolment"],
    ),
    "af-respectively": (
        "Uganda aims to expand piped water and sewerage coverage to 80 percent and 40 percent respectively by 2028.",
        ["80 percent | 80 percent eq | 2028-12-31 | coverage", "40 percent | 40 percent eq | 2028-12-31 | coverage"],
    ),
    "af-range": (
        "The central bank of Nigeria wants inflation within a band of 6 to 9 percent.",
        ["6 to 9 percent | 6..9 percent range | - | inflation"],
    ),
    # -- companies ------------------------------------------------------------------------------------------
    "co-netzero": (
        "The steelmaker has pledged to reach net-zero emissions across its operations by 2045.",
        ["net-zero emissions | 0 net_emissions eq | 2045-12-31 | emissions"],
    ),
    "co-baseline": (
        "We commit to reducing our absolute Scope 1 and 2 emissions 42% by 2030 from a 2020 base year.",
        ["42% | 42 percent eq | 2030-12-31 | emissions"],
    ),
    "co-margin": (
        "The retailer is targeting an operating margin of between 6 and 7 percent in 2025.",
        ["between 6 and 7 percent | 6..7 percent range | 2025-12-31 | operating margin"],
    ),
    "co-capacity": (
        "Norvik will double its cathode output to 40,000 tonnes a year in 2026.",
        [
            "40,000 tonnes | 40000 t eq | 2026-12-31 | cathode output",
        ],
    ),
    "co-suppliers": (
        "Suppliers representing two-thirds of purchases are to have science-based targets in place by 2027.",
        ["two-thirds | 66.67 percent eq | 2027-12-31 | purchases"],
    ),
    "co-restated": (
        "The bank will cut 9,000 posts, or about 8 percent of its workforce, by the end of 2026.",
        ["9,000 | 9000 count eq | 2026-12-31 | posts"],
    ),
    "co-dividend": (
        "Management aims for cost savings of at least 250 million euros by mid-2026.",
        ["at least 250 million euros | 250000000 EUR ge | 2026-06-30 | cost savings"],
    ),
    "co-plastic": (
        "By 2030 the brewer wants every bottle to be made of recycled glass.",
        ["every | 100 percent eq | 2030-12-31 | bottle"],
    ),
    "co-women": (
        "Our ambition is 45% women in management by 2028.",
        ["45% | 45 percent eq | 2028-12-31 | women"],
    ),
    "co-stores": (
        "The chain plans 120 store openings next year.",
        ["120 | 120 count eq | 2025-12-31 | store openings"],
    ),
    # -- lists, headings, tables ----------------------------------------------------------------------------
    "list-bullets": (
        "The plan sets the following targets for 2028:\n- 3 million homes insulated\n- 45% of freight moved by rail\n- 12 GW of storage",
        [
            "3 million | 3000000 count eq | 2028-12-31 | homes",
            "45% | 45 percent eq | 2028-12-31 | freight",
            "12 GW | 12 GW eq | 2028-12-31 | storage",
        ],
    ),
    "list-colon": (
        "Targets for 2030\nRenewable share: 45%\nElectric cars: 2 million",
        ["45% | 45 percent eq | 2030-12-31 | renewable share", "2 million | 2000000 count eq | 2030-12-31 | electric cars"],
    ),
    "list-must": (
        "By the end of 2025 each county must:\n(a) open at least 10 clinics;\n(b) cut waiting times below 30 days;\n(c) screen 60 percent of adults.",
        [
            "at least 10 | 10 count ge | 2025-12-31 | clinics",
            "below 30 days | 30 d lt | 2025-12-31 | waiting times",
            "60 percent | 60 percent eq | 2025-12-31 | adults",
        ],
    ),
    "list-table": (
        "Goals | 2027 | 2030\nForest cover | 24% by 2027 | 26% by 2030",
        ["24% | 24 percent eq | 2027-12-31 | forest cover", "26% | 26 percent eq | 2030-12-31 | forest cover"],
    ),
    "heading-verb": ("50,000 homes to be insulated by 2026", ["50,000 | 50000 count eq | 2026-12-31 | homes"]),
    # -- forms ----------------------------------------------------------------------------------------------
    "form-goal-is": ("The goal is to cut road deaths by half by 2030.", ["half | 50 percent eq | 2030-12-31 | road deaths"]),
    "form-target-for-of": (
        "The council adopted a target for organic farmland of 15 percent by 2027.",
        ["15 percent | 15 percent eq | 2027-12-31 | organic farmland"],
    ),
    "form-aimed-at": (
        "A new programme aimed at training 8,000 nurses a year will begin in 2025.",
        ["8,000 | 8000 count eq | 2025-12-31 | nurses"],
    ),
    "form-capped-at": ("Class sizes will be capped at 26 pupils from September 2025.", ["26 | 26 count le | 2025-09-01 | pupils"]),
    "form-set-at": (
        "The catch quota for cod was set at 31,000 tonnes for 2025.",
        ["31,000 tonnes | 31000 t eq | 2025-12-31 | cod"],
    ),
    "form-ceiling": (
        "The agreement sets a ceiling of 50,000 visas per year.",
        ["50,000 | 50000 count le | - | visas"],
    ),
    "form-floor": (
        "A minimum of 35 percent local content will be required in all tenders from 2026.",
        ["a minimum of 35 percent | 35 percent ge | 2026-01-01 | local content"],
    ),
    "form-no-less": (
        "No fewer than 20,000 teachers shall be recruited before September 2025.",
        ["No fewer than 20,000 | 20000 count ge | 2025-08-31 | teachers"],
    ),
    "form-instructed": (
        "The prime minister instructed ministries to trim running costs by 10 percent within six months.",
        ["10 percent | 10 percent eq | 2024-09-15 | running costs"],
    ),
    "form-eyes": ("Jakarta eyes 2 million electric motorcycles by 2028.", ["2 million | 2000000 count eq | 2028-12-31 | electric motorcycles"]),
    "form-with-due": (
        "Developers have agreed to build six solar parks, with 2,000 MW due online by 2026.",
        ["2,000 MW | 2000 MW eq | 2026-12-31 | -", "six | 6 count eq | - | solar parks"],
    ),
    "form-gerund-chain": (
        "The roadmap envisages cutting power losses to 12 percent, raising bill collection to 95 percent and connecting 400,000 homes by 2027.",
        [
            "12 percent | 12 percent eq | 2027-12-31 | power losses",
            "95 percent | 95 percent eq | 2027-12-31 | bill collection",
            "400,000 | 400000 count eq | 2027-12-31 | homes",
        ],
    ),
    "form-lead-date-two": (
        "By 2027 the network will have 500 stations, and by 2030 it will have 1,200.",
        ["500 | 500 count eq | 2027-12-31 | stations", "1,200 | 1200 count eq | 2030-12-31 | -"],
    ),
    "form-conditional": (
        "With international finance, the country would raise its cut to 45 percent by 2030, the government said.",
        ["45 percent | 45 percent eq | 2030-12-31 | cut"],
    ),
    "form-double-by": ("Exports are to double by 2032.", ["double | 2 ratio eq | 2032-12-31 | exports"]),
    "form-fold": (
        "The ministry plans a fivefold increase in geothermal capacity by 2035.",
        ["fivefold | 5 ratio eq | 2035-12-31 | geothermal capacity"],
    ),
    "form-points": (
        "The employment rate of refugees is to be raised by 8 percentage points by 2029.",
        ["8 percentage points | 8 percentage_point eq | 2029-12-31 | employment rate"],
    ),
    "form-quote": (
        "“We will cut approval times to 90 days by the end of next year,” the minister said.",
        ["90 days | 90 d eq | 2025-12-31 | approval times"],
    ),
    "form-annual-average": (
        "The plan provides for average annual growth of 7 to 8 percent in the 2025-2030 period.",
        ["7 to 8 percent | 7..8 percent range | 2030-12-31 | growth"],
    ),
    "form-said-would": (
        "The company said it would hire 1,500 engineers in the next two years.",
        ["1,500 | 1500 count eq | 2026-03-15 | engineers"],
    ),
    "form-decided": (
        "The cabinet decided to extend paid leave to 26 weeks for all parents by January 2026.",
        ["26 weeks | 26 week eq | 2026-01-31 | paid leave"],
    ),
    "form-net": (
        "Ministers agreed that net migration should fall below 200,000 a year.",
        ["below 200,000 | 200000 count lt | - | net migration"],
    ),
    "form-per-capita": (
        "Water consumption is to be limited to 120 litres per person per day by 2027.",
        ["120 litres | 120 L le | 2027-12-31 | water consumption"],
    ),
    "form-one-in": (
        "The ministry wants one in three new doctors to work in rural areas by 2030.",
        ["one in three | 33.33 percent eq | 2030-12-31 | new doctors"],
    ),
    "form-past-plan-open": (
        "The strategy, adopted in 2021, aims at a recycling rate of 60 percent by 2030.",
        ["60 percent | 60 percent eq | 2030-12-31 | recycling rate"],
    ),
    "form-has-pledged-after-fact": (
        "Emissions fell 3 percent last year, but the ministry still plans to cut them by 50 percent by 2035.",
        ["50 percent | 50 percent eq | 2035-12-31 | -"],
    ),
    "form-relative-fact-inside": (
        "The city, which opened 12 parks in 2023, will open 20 more by 2026.",
        ["20 | 20 count eq | 2026-12-31 | -"],
    ),
    "form-to-from": (
        "The agency will reduce the average waiting time to 20 days from 45 days by December.",
        ["20 days | 20 d eq | 2024-12-31 | waiting time"],
    ),
    "form-mandate-noun": (
        "Regulators approved a 15 percent sustainable fuel mandate for airlines by 2035.",
        ["15 percent | 15 percent eq | 2035-12-31 | sustainable fuel"],
    ),
    "form-obliged": (
        "Large retailers are obliged to donate 70 percent of unsold food from 2025.",
        ["70 percent | 70 percent eq | 2025-01-01 | unsold food"],
    ),
    "form-aim-noun": (
        "With the aim of halving dropout rates by 2028, the board hired more tutors.",
        ["halving | 0.5 ratio eq | 2028-12-31 | dropout rates"],
    ),
    "form-ensure": (
        "Ensure that 95 percent of births are attended by skilled staff by 2029.",
        ["95 percent | 95 percent eq | 2029-12-31 | births"],
    ),
    "form-committed-investment": (
        "The fund has committed $400 million to coastal defences through 2030.",
        ["$400 million | 400000000 USD eq | 2030-12-31 | coastal defences"],
    ),
    "form-mid-century": (
        "The bloc has enshrined climate neutrality by mid-century in law and aims to cut emissions 55 percent by 2030.",
        [
            "climate neutrality | 0 net_emissions eq | 2050-12-31 | climate neutrality",
            "55 percent | 55 percent eq | 2030-12-31 | emissions",
        ],
    ),
    "form-tasked": (
        "Each district is to open two vocational schools by 2026.",
        ["two | 2 count eq | 2026-12-31 | vocational schools"],
    ),
}  # fmt: skip

# Near-misses: a quantity, and perhaps a word of will, but nobody who can act is to reach it.  text -> why not
NO_TARGETS = {
    "achieved": "Forest cover reached 24 percent at the end of 2023.",
    "achieved-pledge": "The ministry said it had met its goal of 500 clinics two years early.",
    "achieved-passive": "Some 40,000 homes were connected to the grid in 2023 under the national plan.",
    "achieved-perfect": "The group has invested 3 billion euros in hydrogen so far.",
    "achieved-over": "Output exceeded the planned 2 million tonnes by 8 percent.",
    "achieved-has-cut": "The airline has cut its fuel use per seat by 19 percent since 2010.",
    "current": "Renewables account for 38 percent of generation.",
    "current-employs": "The plant employs 2,300 people and produces 40,000 cars a year.",
    "current-relative": "The pipeline, which carries 12 million tonnes a year, will be inspected in May.",
    "historic": "In 2005 the poverty rate stood at 41 percent.",
    "historic-goal": "An earlier target of 20 percent was set in 2009 and lapsed in 2020.",
    "baseline": "Progress will be measured against the 2015 level of 34 percent.",
    "expired": "The 2015 plan aimed to cut illiteracy to 10 percent by 2020.",
    "forecast": "Analysts expect inflation to slow to 4.1 percent by the end of the year.",
    "forecast-likely": "Passenger numbers are likely to top 30 million in 2025.",
    "forecast-track": "Sales are on track to reach 2 million vehicles this year.",
    "forecast-will": "World energy demand will grow by 27 percent by 2050, according to the agency's outlook.",
    "forecast-population": "The population will reach 120 million by 2050.",
    "forecast-projected": "GDP is projected to expand 6.2 percent in 2025.",
    "need": "Africa needs $90 billion a year to close its infrastructure gap.",
    "need-adapt": "Coastal states would need 4 billion dollars by 2030 to protect their ports.",
    "impact": "The dam could cut flood losses by 40 percent.",
    "impact-jobs": "The deal would create 3,000 jobs, supporters say.",
    "impact-saving": "Officials estimate that the rule would save drivers $500 a year.",
    "instrument-tariff": "Duties on imported tyres will rise to 35 percent from July.",
    "instrument-rate": "The central bank will keep its key interest rate at 7.5 percent.",
    "instrument-tax": "The carbon tax is to increase to 45 euros per tonne in 2025.",
    "instrument-wage": "The minimum wage will go up to 12.50 euros an hour on 1 January.",
    "penalty": "Companies that fail to comply will be fined up to 4 percent of turnover.",
    "penalty-jail": "Violators must pay a penalty of $25,000.",
    "threshold": "The duty will apply to firms with more than 500 employees.",
    "threshold-earning": "Households earning less than 30,000 rand a year will be eligible for the grant.",
    "threshold-subject": "Plants above 20 MW must register with the operator by June.",
    "demand": "Unions called for a 12 percent pay rise by the end of the year.",
    "demand-ngo": "Environmental groups urged the ministry to protect 50 percent of the wetlands by 2030.",
    "demand-opposition": "The opposition demanded that the government build 100,000 homes a year.",
    "demand-should": "Campaigners say the city should plant 50,000 trees by 2030.",
    "denial": "The minister denied that there was a plan to close 40 hospitals.",
    "denial-no-plan": "The company has no plans to cut 2,000 jobs.",
    "denial-will-not": "The government will not raise the retirement savings rate to 12 percent.",
    "denial-scrapped": "Ottawa scrapped its goal of planting 2 billion trees by 2031.",
    "denial-rejected": "Delegates rejected a target of 30 percent by 2030.",
    "hypothetical": "If every country met its promise, warming would peak at 2.4 degrees.",
    "hypothetical-were": "Were the state to sell 20 percent of the railway, debt would fall by 3 billion euros.",
    "hypothetical-scenario": "In the high scenario, capacity reaches 900 GW by 2040.",
    "survey": "In the poll, 64 percent of respondents said the government must cut emissions.",
    "ranking": "The country ranks 34th of 180 and wants to climb.",
    "ranking-top": "The university aims to be among the top 100 in the world.",
    "comparison": "The new park will be larger than 30 football pitches.",
    "comparison-than": "The reactor will use less fuel than the 40 tonnes that older plants burn.",
    "age": "Children aged 6 to 14 will receive free meals.",
    "age-old": "The 62-year-old minister will present the plan on Monday.",
    "distance": "The terminal will be built 40 km north of the capital.",
    "duration": "The five-year plan will be debated for three days.",
    "slogan": "The meeting will implement the “two consolidations” and the “three guarantees”.",
    "slogan-bare": "Cadres must uphold the four confidences and seven strengthening tasks.",
    "name-g20": "The G20 will meet in 2026 to discuss 5G and the 1+N policy system.",
    "name-plan": "The ministry will begin to draft the 15th Five-Year Plan next year.",
    "list": "The reform will proceed in three steps and involve five ministries.",
    "article": "Ministers will vote on Article 12 and Annex 3 by 2025.",
    "phone": "Residents should call 0800 555 010 by 30 June.",
    "page": "The 240-page report will be published on page 3 of the gazette.",
    "ordinal": "The 30th session will open its second phase in May.",
    "date": "The talks will resume on 14 April 2025 at 10:30.",
    "dated-action": "The government will publish the rules by June 2025.",
    "restated-only": "The line was 120 km long, or 75 miles.",
    "neither": "There is no target of 40 percent, the spokesman said.",
    "cost": "The bridge will cost 300 million dollars.",
    "double-adjective": "The treaty will end double taxation.",
    "last-year-goal": "The region missed its 2023 goal of 15 percent.",
    "zh-achieved": "去年全省粮食产量达到500万吨，同比增长3%。",
    "zh-slogan": "要坚持两个毫不动摇，做到四个自信。",
    "zh-forecast": "预计今年出口增长5%。",
}  # fmt: skip

PUBLISHED = dt.date(2024, 3, 15)


def read(text: str) -> tuple[Article, list]:
    article = Article.from_text(text, article_id="case", published=PUBLISHED)
    return article, find_targets(article, segment_sentences(article), [], [])


def targets_of(text: str) -> tuple[Article, list]:
    article, rows = read(text)
    return article, [row for row in rows if row.status in TARGET_STATUSES]


def parse(line: str) -> dict:
    span, measure, deadline, subject = (part.strip() for part in line.split("|"))
    number, unit, comparator = measure.split()
    low, _, high = number.partition("..")
    return {
        "span": span.lower(),
        "value": None if low == "-" else float(low),
        "value_high": float(high) if high else None,
        "unit": unit,
        "comparator": comparator,
        "deadline": None if deadline == "-" else dt.date.fromisoformat(deadline),
        "subject": None if subject == "-" else subject.lower(),
    }


# Read wrongly today, each a known gap of the grammar; a passage that comes right must leave the list (xfail is strict).
NOT_YET = (
    "form-with-due",
    "form-conditional",
)


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.xfail(reason="known gap")) if n in NOT_YET else n for n in TARGETS],
)
def test_targets(name: str) -> None:
    text, lines = TARGETS[name]
    article, rows = targets_of(text)
    expected = sorted((parse(line) for line in lines), key=lambda row: text.lower().find(row["span"]))
    assert [row["span"] for row in expected] == [article.text[r.start : r.end].lower() for r in rows]
    for want, row in zip(expected, rows, strict=True):
        got = {
            "value": row.value,
            "value_high": row.value_high,
            "unit": row.unit,
            "comparator": row.comparator,
            "deadline": row.deadline,
        }
        assert got == {key: want[key] for key in got}
        if want["subject"]:
            assert row.subject is not None
            words = article.text[row.subject.start : row.subject.end].lower()
            assert want["subject"] in words or set(want["subject"].split()) & set(words.split()), words


@pytest.mark.parametrize("name", NO_TARGETS)
def test_no_targets(name: str) -> None:
    article, rows = targets_of(NO_TARGETS[name])
    assert [(article.text[r.start : r.end], r.rule) for r in rows] == []


def test_enough_cases() -> None:
    assert len(TARGETS) + len(NO_TARGETS) >= 150
