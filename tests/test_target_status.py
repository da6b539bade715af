"""Who wills a quantity, and who only reports, needs, fears or describes it: invented passages, one class of them a section.

Braces mark what somebody is to reach: ``{80 percent}`` a target, ``{must: ...}`` a requirement, ``{draft: ...}`` what is
proposed.  Whatever stands outside braces is no target.  Every passage is read as of 15 March 2024, and was marked before
the program had read it.
"""

from __future__ import annotations

import math
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_targets import NO_TARGETS, TARGETS

from communique import targets as stage
from communique.article import Article
from communique.segment import segment_sentences
from communique.targets import TARGET_STATUSES, find_targets

STATUS_OF = {None: "target", "must": "requirement", "draft": "proposed"}
_MARK = re.compile(r"\{(?:(must|draft):\s?)?([^}]*)\}")

PASSAGES = {
    # -- standards of time
    "time-standard": "Hospitals must see emergency patients {must:within four hours}.",
    "time-seconds": "The office promises that calls will be answered {within 30 seconds}.",
    "time-once-near-miss": "The council will decide within 48 hours whether to appeal.",
    # -- a participle behind the noun is no verb of the clause
    "reduced-relative": "From 2026, {must:10 percent} of all jet fuel sold in the country must come from waste oil.",
    "reduced-relative-near-miss": "10 percent of all jet fuel sold in the country came from waste oil.",
    # -- estimates and sights
    "estimate-that": "The bank projects that unemployment will rise to 6 percent.",
    "estimate-near-miss": "The ministry estimates its costs, and it will hire {600} inspectors.",
    "analysts-see": "Analysts see inflation falling to 2.5 percent by the end of 2025.",
    # -- goals told in the plural
    "are-the-goals": "Growth of {around 5 percent} and {more than 12 million} new jobs are the main targets for this year.",
    "are-the-goals-near-miss": "About 12 million new jobs are the result of the boom.",
    # -- figures in names
    "named-mission": "The 100 Smart Cities Mission will be reviewed in March.",
    "named-near-miss": "The state will fund {100} Mohalla clinics.",
    # -- instruments
    "instrument-rate": "The central bank of Kenya raised its key rate to 12.5 percent and will hold it there until inflation eases.",
    "instrument-tariff": "Ottawa will impose a tariff of 25 percent on imported steel from 1 July.",
    "instrument-vat": "From January, VAT on books will fall to 5 percent, the finance minister announced.",
    "instrument-toll": "Drivers of diesel cars will pay 12 euros a day to enter the centre of Lisbon from next spring.",
    "instrument-subsidy": "Under the new scheme households will get 2,000 rupees a month towards their electricity bills.",
    "instrument-price": "The state will buy wheat at 2,425 rupees per quintal this season, and growers must deliver it in sacks.",
    "instrument-levy": "Banks will pay a levy of 0.2 percent on deposits, and the proceeds will finance {3,000} affordable homes by 2027.",
    "instrument-wage": "The minimum wage is to rise to 14.5 euros an hour in January.",
    "instrument-royalty": "Miners will be charged a royalty of 7.5 percent of gross revenue under the code that takes effect in May.",
    "instrument-loan": "Start-ups in Punjab will be able to borrow up to 10 lakh rupees at 4 per cent interest.",
    "instrument-fund": "Seoul will set up a fund worth 2 trillion won that is to help chipmakers build {five} plants by 2030.",
    "instrument-deposit": "Shops will charge a deposit of 25 cents on every can, so that {must:90 percent} of cans must be returned by 2029.",
    "instrument-reserve": "The People's Bank will cut the reserve requirement ratio by 0.5 percentage points next week.",
    "tax-revenue-near-miss": "Ghana plans to raise tax revenue to {18 percent} of GDP by 2028.",
    "tax-collect": "The treasury intends to collect {4.2 trillion shillings} in taxes in 2024/25.",
    "fare-cut-quantity": "Vienna will keep the annual ticket at 365 euros and wants {80 percent} of trips made without a car by 2030.",
    # -- penalties
    "penalty-fine": "Factories that exceed the limits will be fined up to 500,000 yuan.",
    "penalty-prison": "Smugglers will face at least ten years in prison under the law, which takes effect in June.",
    "penalty-turnover": "Platforms that break the rules can be fined as much as 6 percent of their worldwide turnover.",
    "penalty-per": "Carriers must pay 100 dollars for each tonne above the ceiling.",
    # -- thresholds
    "threshold-staff": "Companies with more than 250 employees must publish their pay gap from 2026.",
    "threshold-size": "Buildings larger than 1,000 square metres will have to be fitted with solar roofs.",
    "threshold-income": "Families earning less than 40,000 dollars a year will receive free school meals.",
    "threshold-whose": "Banks whose assets exceed 30 billion euros shall report their exposure each quarter.",
    "threshold-share": "Owners holding more than 5 percent of the shares must disclose it within three days.",
    "threshold-town": "Every city of more than 100,000 people must have a low-emission zone.",
    "threshold-and-target": "Plants that emit more than 25,000 tonnes a year must cut their emissions by {must:30 percent} by 2030.",
    "threshold-beyond": "Traders who stockpile rice beyond 20 tonnes will lose their licence.",
    "threshold-above": "Contracts above 5 million pesos shall be put out to tender.",
    "threshold-consume": "Data centres that use over 10 MW are to report their water use each year.",
    "threshold-farm": "Farms of up to 5 hectares will be exempt from the levy.",
    "threshold-near-miss": "Farms must set aside at least {must:4 percent} of their arable land.",
    "threshold-losses": "Utilities whose losses are above 20 per cent have been told to bring them below {must:12 per cent} by March 2027.",
    # -- lists and slogans
    "list-count": "The strategy rests on four pillars and names 17 measures for the next decade.",
    "list-points": "The two sides agreed on a plan of 12 points to deepen cooperation by 2027.",
    "list-priorities": "Premier Arlen set out three priorities for this year: jobs, housing and schools.",
    "list-goals": "The 2030 Agenda has 17 goals and 169 targets, the secretary-general recalled.",
    "slogan-cn": "Officials will implement the 'two upholds' and the 'four consciousnesses' by the end of the year.",
    "slogan-1n": "The province will build a '1+6+N' system of industrial parks by 2026.",
    "slogan-three": "The county will advance the 'three integrations' and the 'five guarantees' this year.",
    "slogan-ten": "The ministry will carry out the Ten Thousand Villages project and the 100-day campaign this year.",
    "name-vision": "Vision 2030 will guide the kingdom's budget, the minister said.",
    "name-plan": "The 15th Five-Year Plan will be submitted to the legislature next March.",
    "name-30x30": "Norway will join the 30x30 coalition and the Fit for 55 talks.",
    "name-road": "Route 66 and Highway 1 will be repaved by 2026.",
    "name-programme": "The Programme 500 will be extended to villages along National Road 4.",
    "name-article": "Under Article 6 and paragraph 12 of Decision 18, parties shall report by 2025.",
    "name-boeing": "The carrier will retire its Boeing 737 fleet by 2028 and its last Airbus 340 in 2026.",
    "name-g77": "The G77 and the G20 will meet again before COP30.",
    # -- needs
    "need-money": "Africa needs 2.8 trillion dollars by 2030 to meet its climate goals, the report says.",
    "need-gap": "The funding gap for schools will reach 97 billion dollars a year by 2030.",
    "need-demand": "Demand for electricity will climb to 900 TWh by 2035, the grid operator said.",
    "need-cost": "The upgrade of the port will cost 1.4 billion reais and take five years.",
    "need-require": "Meeting the goal will require 3,000 km of new lines.",
    "need-teachers": "The world must recruit 44 million teachers by 2030 if every child is to learn, UNESCO estimates.",
    "need-near-miss": "The state needs 40,000 nurses and has promised to train {25,000} of them by 2028.",
    "need-investment": "An estimated 600 billion euros of investment will be needed each year.",
    # -- achieved and current
    "achieved-installed": "India added 15 GW of solar capacity last year and now has 82 GW.",
    "achieved-reached": "The city reached its goal of 1 million trees two years early.",
    "achieved-perfect": "Since 2015 the programme has lifted 4.2 million people out of poverty.",
    "achieved-completed": "By the end of 2023 the company had closed 14 of its mines.",
    "achieved-share": "Renewables met 52 percent of power demand in the first half, the association said.",
    "achieved-near-miss": "Having built 40 clinics since 2020, the county will build {25} more by 2026.",
    "current-employ": "The yard employs 3,400 people and is to deliver {two frigates} a year from 2026.",
    "current-apposition": "Accra, a city of 2.6 million, will ban plastic bags.",
    "current-aside": "The debt ratio, at present 112 percent, is to be brought down to {100 percent} by 2030.",
    "current-which": "The lake, which covers 2,300 square kilometres, will be protected.",
    "current-with": "The operator, with a fleet of 640 buses, wants to buy {200} electric ones by 2026.",
    "current-of": "Of the 1,800 kilometres of track, {900} will be renewed by 2028.",
    "current-population": "Of its 12 million inhabitants, the country wants {80 percent} to have a bank account by 2027.",
    # -- baseline, comparison
    "baseline-threefold": "The union will provide {60 billion euros} a year, three times the earlier pledge of 20 billion euros.",
    "baseline-against": "Inflation is to be held at {4 percent}, against 7.3 percent last year and an average of 5.9 percent in the decade before.",
    "baseline-compared": "Jordan plans to generate {half} of its power from renewables by 2030, compared with 27 percent now.",
    "baseline-from": "The refiner aims to lift throughput to {400,000 barrels} a day from 310,000 at present.",
    "baseline-up": "The ministry has budgeted {9.5 billion zlotys} for rail, up from 7.1 billion zlotys and well above the 5 billion of 2021.",
    "baseline-instead": "The ministry now wants {35 percent} by 2030 instead of the 30 percent it had promised.",
    "baseline-double": "Tunisia wants to attract {12 million} visitors in 2025, double the 6 million that came in 2022.",
    "baseline-end": "The length of the metro, 820 kilometres at the end of last year, will exceed {1,000 kilometres} by 2027.",
    "baseline-bracket": "Forest cover (29.4 percent in 2020) is to reach {33 percent} by 2030.",
    "baseline-higher": "The new ceiling, {draft:50,000 tonnes}, would be a fifth higher than this year's 41,000 tonnes under the draft.",
    "baseline-where": "In Malawi, where only 14 percent of homes have power, the government plans to connect {500,000} households by 2027.",
    "baseline-restate-multiplier": "The bloc pledged to quadruple its cell output, now 60 GWh, to {240 GWh} by 2030.",
    "baseline-more": "The plant will use {40 percent} less water than in 2018.",
    "compare-size": "The park, three times the size of Paris, will be opened in May.",
    "compare-equal": "The cut of {2 million tonnes} planned for 2026 is equivalent to the emissions of 430,000 cars.",
    "compare-rank": "Chile will remain the world's largest producer, with 24 percent of the market.",
    "rank-top": "The university wants to be among the top 100 in the world by 2035.",
    "rank-third": "The country will rise to 3rd place in the ranking of exporters.",
    # -- distance, age, duration
    "distance-km": "The plant will be built 45 kilometres north of Dakar.",
    "distance-long": "The tunnel, 57 km long, will open in 2027, and trains will pass it in 20 minutes.",
    "distance-zone": "No drilling shall take place within 5 miles of the reef.",
    "distance-line": "A line of 340 kilometres will link the two capitals from 2028.",
    "distance-from": "Residents living less than 300 metres from the site are to be moved.",
    "dimension-high": "The dam will be 180 metres high and hold back a lake of 90 square kilometres.",
    "distance-near-miss": "The region plans to lay {340 kilometres} of cycle paths by 2028.",
    "age-school": "Children aged 3 to 6 will have the right to a place from August 2026.",
    "age-retire": "Women will be able to retire at 60 and men at 65.",
    "age-vaccine": "The agency will vaccinate girls between 9 and 14.",
    "age-over": "People over 75 will be exempt from prescription charges.",
    "age-near-miss": "The ministry will screen {400,000} women aged 50 to 69 in 2025.",
    "duration-term": "The chairman will serve a term of five years.",
    "duration-hours": "The service will run every 15 minutes from 5 am and the trip will take 40 minutes.",
    "duration-near-miss": "The ministry wants to cut the average wait for surgery to {12 weeks} by 2026.",
    "survey": "Of 1,200 voters asked, 62 percent want the government to ban the cars by 2030.",
    "survey-plan": "Some 44 percent of firms plan to hire next year, according to a survey of 900 managers.",
    # -- impacts
    "impact-save": "The reform will save companies 3.4 billion euros a year, the minister said.",
    "impact-jobs": "The factory would create 2,500 jobs and bring the region 400 million dollars.",
    "impact-enough": "The wind farm, to be finished in 2027, will generate enough power for 800,000 homes.",
    "impact-equal": "The measure will avoid the equivalent of 1.2 million tonnes of CO2.",
    "impact-benefit": "The scheme will benefit 1.5 crore farmers, the agriculture minister said.",
    "impact-bring": "Repairing {600} wells by 2026 will bring water to another 240,000 people, the ministry said.",
    "impact-shorten": "The bridge will shorten the journey by 40 minutes.",
    "impact-thereby": "The utility will close {three} coal plants by 2028, thereby cutting emissions by 6 million tonnes.",
    "impact-near-miss": "The bank pledged to lend {2 billion dollars} to farmers by 2027 and to create {50,000} jobs with the money.",
    # -- denials
    "denial-flat": "The minister denied that the government planned to close 40 hospitals.",
    "denial-rule": "Peru's premier ruled out raising the retirement age to 67.",
    "denial-no-plan": "There are no plans to sell 30 percent of the airline, the treasury said.",
    "denial-refuse": "The company declined to commit to a 50 percent cut by 2030.",
    "denial-not": "The law does not require utilities to reach 60 percent by any date.",
    "denial-dropped": "The government dropped its target of 1.5 million homes.",
    "denial-neither": "The accord sets neither a cap of 200,000 nor a date.",
    "denial-report": "Reports that 5,000 jobs will go are wrong, said the chief executive.",
    "denial-near-miss": "The minister denied any delay: {900,000} homes will be insulated by 2027, he said.",
    "denial-no-more": "No more than {must:5 percent} of the budget may be spent on administration.",
    # -- demands
    "demand-union": "The union demanded that wages rise by 8 percent this year.",
    "demand-ngo": "Greenpeace urged the government to cut emissions by 70 percent by 2035.",
    "demand-un": "The UN chief told the summit that rich states must double adaptation finance by 2025.",
    "demand-opposition": "Opposition lawmakers want 500,000 homes built a year.",
    "demand-should": "Governments should spend 20 percent of their budgets on education, the charity says.",
    "demand-experts": "Scientists say that emissions must fall by 43 percent by 2030.",
    "demand-farmers": "Farmers called for a support price of 3,000 rupees and a waiver of 50 percent of loans.",
    "demand-answered": "Campaigners asked for 40 percent; the assembly settled on {30 percent} by 2032.",
    "order-near-miss": "The regulator told banks to raise their capital ratio to {must:11 percent} by December.",
    "everyday-age": "Judge Ana Lund will be 78 when the court moves to its new building in 2027.",
    "everyday-state": "The party is committed to a 50-state campaign and plans a 12-stop tour.",
    "everyday-bed": "The county will build a {500-bed} hospital by 2027.",
    "everyday-survey": "Six in ten say they want the next mayor to build more homes, and 34 percent of tenants agree they must pay less.",
    "everyday-survey-near-miss": "The city wants {60 percent} of its fleet to be electric by 2028.",
    "everyday-aside": "The premier pledged help after the flood that killed 49 people and wrecked bridges which the army built for 30 million dollars.",
    "everyday-aside-near-miss": "The cabinet pledged to rehouse the {300 families} that lost their homes by 2026.",
    "everyday-adjective": "The city leads its rival by 271 pledged donors and says that it must be fair.",
    "everyday-floor": "The firm leases two floors totalling 8,000 square metres, and the Senate floor was full of 300 guests.",
    "everyday-floor-near-miss": "The law sets a floor of {must:40 percent} for local content.",
    "everyday-asking": "She got 25,000 dollars off the asking price and was asked about 300 tenants.",
    "would-under-which": "Manila wants a law under which firms would recycle {80 percent} of their plastic by 2028.",
    "would-card": "The party's pledge card says that {40,000 more} appointments would be offered every week.",
    "would-study": "A study says the road would carry 40,000 cars a day.",
    "goal-aside-missed": "The council's target of 5,000 social homes, set in 2019, was missed by a wide margin.",
    "goal-aside-near-miss": "The council's target of {5,000} social homes, set in 2019, stands.",
    "within-backlog": "Hospitals have been told to clear the backlog of {must:120,000} operations within eighteen months.",
    "forecaster-will": "The IMF says that growth will reach 3 percent next year.",
    "needs-to": "The country needs to import 3 million tonnes of fuel this winter.",
    "double-last-year": "In 2025 the agency plans {40} inspections a month, double last year's number.",
    "double-near-miss": "The agency plans to {double} inspections by 2025.",
    "everyday-each-year": "Every year 40 million tonnes of waste reach the sea, and the figure will grow.",
    "everyday-needed": "The party will not win the 1,237 votes needed to change the law.",
    "everyday-asked": "The paper asked the mayor about the 300 homes that it wants sold.",
    "everyday-twice": "Voters who have moved twice must register three times a year.",
    "everyday-range": "The minister will visit the plants on the July 25-28 weekend.",
    # -- forecast, hypothetical, historic
    "forecast-growth": "The economy will grow by 3.1 percent this year, the statistics office expects.",
    "forecast-pop": "The city's population will reach 20 million by 2035.",
    "forecast-sees": "The bank sees inflation at 4.5 percent at year-end and 3.9 percent in 2025.",
    "forecast-near-miss": "The bank, which sees inflation at 4.5 percent this year, aims to return it to {3 percent} in 2026.",
    "hypothetical-if": "If prices fell by 10 percent, the mine would lose 400 million dollars a year.",
    "hypothetical-struck": "The rule would have required 35 percent of trucks to be electric by 2032, but a court struck it down.",
    "hypothetical-scenario": "In a scenario with strict rules, sales would drop by 60 percent by 2040.",
    "historic-promise": "The leaders' promise of 2010 to halve poverty by 2015 was kept by 38 states.",
    "historic-former": "The previous cabinet had planned to build 100,000 flats by 2020.",
    "historic-missed": "The country missed its 2020 target of 13 percent by a wide margin.",
    "historic-would": "Five years ago the firm said that it would plant 2 million trees by 2023; it planted 600,000.",
    # -- budgets and sizes
    "size-plan": "The state approved a plan worth 5.2 billion pesos to build {1,100} classrooms by 2026.",
    "size-programme": "The 300 million dollar programme aims to vaccinate {12 million} children by the end of 2025.",
    "size-project": "Work on the 1.2 billion euro tunnel will start in May.",
    "size-set-aside": "Manila will set aside 9 billion pesos for a scheme that is to connect {4,000} schools by 2026.",
    "size-goal": "The council has committed to spend {9 billion pesos} on school meals in 2025.",
    "scope-in": "The pilot will be carried out in 14 provinces before it goes nationwide.",
    "scope-for": "Training for 300 mayors will begin in June, and {60 percent} of towns are to have a plan by 2027.",
    "meeting-attend": "More than 3,000 delegates will attend the forum in Astana, and 40 ministers will speak.",
    "vote-count": "The motion will need 120 votes to pass and at least 61 senators must be present.",
    # -- missing: verbless lines
    "verbless-head": "TARGETS FOR THE YEAR 2027\nLiteracy: {95%}\nPaved roads: {12,400 km}\nOutput per hectare: {6.1 tonnes}",
    "verbless-headline": "Unemployment to fall to {five percent} by 2028, says minister",
    "verbless-headline-2": "Ghana to train {10,000} coders in two years",
    "verbless-on-list": "On the agenda for 2026: {24} new substations, {800 km} of cable and a {10 percent} cut in outages.",
    "verbless-are": "Among the promises for the coming term are {15,000} nursery places and a {20 percent} rise in bus services.",
    "verbless-table": "Indicator | 2023 | Target 2027\nInfant deaths per 1,000 | 38 | {25}\nVillages with water | 61% | {85%}",
    "verbless-bullets": "What we will do by 2026\n- {30} health centres\n- {1.2 million} doses\n- a library in {every} district",
    "verbless-needs-near-miss": "KEY FIGURES 2023\nLiteracy: 81%\nPaved roads: 9,100 km",
    "past-table": "| Year | Result |\n| 2022 | 41% |\n| 2023 | 46% |",
    # -- missing: zero, all, none
    "zero-nil": "The fee for a birth certificate is to be cut to {nil} by January 2026.",
    "zero-none": "The port aims for {zero} spills in 2025.",
    "zero-deaths": "Sweden's long-term goal is {zero deaths} on its roads.",
    "all-new": "{must:All} new buses must be electric from 2027.",
    "all-with": "The grid is to be extended by 2030, with {all} districts connected.",
    "every-near-miss": "All ministries must submit their plans by May.",
    "all-schools": "By 2026 {every} school in Rwanda will have internet access.",
    "none-left": "{No} village is to be without electricity by 2027.",
    # -- words of ending
    "end-flaring": "Nigeria plans to {end} gas flaring by 2030.",
    "end-session-near-miss": "Lawmakers plan to end the session by 30 June.",
    "end-war-near-miss": "The two sides agreed to end the war by Christmas.",
    "end-achieved-near-miss": "Coal was phased out by 2016.",
    "end-malaria": "Bhutan will {eliminate} malaria by 2025.",
    "end-jobs-near-miss": "The company will eliminate {500} jobs by 2026.",
    "end-capacity-near-miss": "It will phase out {12 GW} of coal plants by 2030.",
    "end-passive": "Child labour must be {must:abolished} in all its forms by 2025.",
    "end-intransitive": "Sales of new diesel cars will {end} in 2035.",
    "end-talks-near-miss": "The talks will end by Friday.",
    "end-free": "The county is to be declared {polio-free} by 2026.",
    "end-duty-free-near-miss": "The island is to stay duty-free until 2026.",
    "end-demand-near-miss": "Campaigners demand an end to factory farming by 2030.",
    "end-past": "Load shedding will {be over} by the end of 2025, the minister vowed.",
    "end-decade-near-miss": "Dublin committed itself to a {51 percent} cut by the decade's end.",
    # -- each, everyone, nobody
    "each-have": "By 2027 {each} health centre will have its own ambulance.",
    "each-submit-near-miss": "Each state will submit its plan by 2026.",
    "everyone": "The government aims to provide clean cooking for {everyone} by 2035.",
    "everyone-near-miss": "Everyone in the hall rose when the 2035 plan was read out.",
    "for-all": "Electricity for {all} by 2030, the minister promised.",
    "all-of-it": "The utility must buy {must:half} of its power from wind by 2030 and {must:all of it} by 2040.",
    "all-applications-near-miss": "All applications must be filed by 12 April 2024.",
    "all-eyes-near-miss": "All eyes will be on the bank by June.",
    "none-after": "{None of the} region's schools will burn coal after 2027.",
    "nobody-near-miss": "Nobody expects growth to exceed 3 percent by 2026.",
    "no-list": "Commitments by 2028:\n- {halve} food waste (2022: 90 kg per person)\n- {every} school with a library\n- {no} untreated sewage in the river",
    # -- what is told behind the figures
    "told-after": "{Ninety percent} of girls vaccinated, {70%} of women screened: that is what the agency wants by 2030.",
    "told-next": "CPI increase: {around 3 percent}. New urban jobs: {over 12 million}. These are the main targets for this year.",
    "told-next-near-miss": "CPI increase: around 3 percent. New urban jobs: over 12 million. These are the figures for last year.",
    "promise-is": "The army's recruiting mission for fiscal 2025 is {55,000} soldiers.",
    "promise-is-near-miss": "The army's strength at the end of February is 55,000 soldiers.",
    "ensure-that": "Member states shall ensure that energy poverty is reduced by {must:at least two fifths} by 2028.",
    "ensure-said-near-miss": "Member states said that energy poverty is reduced by two fifths.",
    "own-outlook": "The grocer raised its full-year outlook: sales growth of {4 to 5 percent}.",
    "own-outlook-near-miss": "The outlook for the region is growth of 4 to 5 percent.",
    # -- parts, makers and pledgers
    "part-of-whole": "The carmaker will close {two} of its five plants by 2026.",
    "of-them": "The city will build {4,000} flats by 2027, {900} of them for students.",
    "maker": "The port will open {15} new routes next year.",
    "maker-near-miss": "The port will hold 15 meetings next year.",
    "pledgers-near-miss": "More than 100 countries signed up to trim methane by {30%} by 2030.",
    "wishers-near-miss": "Nine out of ten exporters aim to open an office abroad by 2026.",
    # -- would
    "would-treaty": "The treaty would bind its members to spend {draft:2 percent} of output on defence.",
    "would-treaty-near-miss": "The treaty would create 2,000 jobs.",
    "would-set-out": "The mayor unveiled a plan under which {300} wards would be renovated.",
    "would-cap": "The amendment would cap rents at {draft:5 percent} a year.",
    # -- orders told
    "told-perfect": "Norway has told its oil companies to cut emissions by {must:50 percent} within nine years.",
    "told-perfect-near-miss": "Norway has told its oil companies that emissions fell by 50 percent.",
    # -- whom nobody obeys
    "advised-near-miss": "The fund advised Accra to trim its deficit to 5 percent by 2026.",
    "report-must-near-miss": "The report concludes that the island must import 60,000 tonnes of fuel.",
    "insiders-near-miss": "Industry insiders say the government must double subsidies to 4 billion euros by 2027.",
    "rights-group-near-miss": "The rights group said Turin must shelter 4,000 migrants before winter.",
    "sought-near-miss": "Farmers' unions sought a legal guarantee of prices for 23 crops by March.",
    "rich-nations-near-miss": "African leaders called on rich nations to deliver 100 billion dollars a year.",
    # -- what comes by itself, takes or takes part
    "plight-near-miss": "Almost 600 million people will be chronically undernourished in 2030.",
    "age-share-near-miss": "One in four people will be over 65 by 2050.",
    "will-require-near-miss": "Dhaka will require 1.3 million tonnes of wheat by June.",
    "occasion-near-miss": "The summit will bring together 45 heads of state.",
    "pronoun-effect-near-miss": "Once the dam is full it will light up two million homes.",
    "purpose-effect-near-miss": "The project should create 1,200 jobs.",
    "capacity-near-miss": "The stadium will hold 64,000 people when it opens in 2026.",
    "in-order-near-miss": "To reach the goal, output must quadruple by 2030.",
    "to-earn-near-miss": "To earn the bonus a farmer must deliver more than 40 bags of maize.",
    "applicants-near-miss": "Applicants must have 21 points and two referees.",
    # -- verdicts and denials in other words
    "overtaking-near-miss": "Hungary added 1.6 GW of solar panels in 2023, overtaking its 2030 objective of 6 GW.",
    "celebrated-near-miss": "The ministry celebrated reaching its goal of 1 million saplings.",
    "inaccurate-near-miss": "The ministry said reports that it would hire 5,000 officers by 2026 were inaccurate.",
    "denied-would-near-miss": "The minister denied that the city would build 400 homes by 2027.",
    "cost-of-goal-near-miss": "Experts put the cost of meeting the goal at 2 trillion dollars a year.",
    "pays-for-near-miss": "Operators that miss the deadline will have to pay 5 percent of turnover.",
    "nil-tax-near-miss": "VAT on heat pumps will drop to zero from January 2025.",
    "halved-rate-near-miss": "The import duty will be halved from July.",
    "evasion": "The agency will get fare evasion under {5%} by the end of the year.",
    # -- a will that goes on without its auxiliary
    "elliptic-passive": "The network will be expanded to {1,000 kilometers}, and the share of green travel raised to {80 percent}.",
    "elliptic-passive-near-miss": "The network will be expanded to {1,000 kilometers}, while exports rose to 80 percent of output.",
    "elliptic-past-near-miss": "The network will be expanded to {1,000 kilometers}, and the share of green travel increased to 80 percent last year.",
    # -- what others have yet to approve
    "yet-to-vote": "Lawmakers will vote in June on a bill that sets a {draft:100 percent} clean power standard by 2035.",
    "if-adopted": "If adopted, the rule will require {draft:30 percent} recycled content by 2030.",
    "discussed": "Ministers will discuss a binding target of {draft:42 percent} by 2030 next week.",
    "adopted-near-miss": "The rule, adopted on Monday, will require {must:30 percent} recycled content by 2030.",
    # -- Chinese verdicts
    "zh-verdict-near-miss": "2023年，全省新增就业45万人，完成年度目标的112%。",
    # -- tables
    "table-baseline": "| Indicator | Baseline | Target (2030) |\n| Literacy rate (%) | 61 | {80} |\n| Rural clinics | 240 | {410} |",
    "table-now": "Goals for 2027\n| Measure | Now | Goal |\n| Cycle lanes, km | 120 | {300} |",
    # -- missing: elliptic
    "ellipse-striving": "The strategy is to cut shipping emissions by {at least 20%}, striving for {30%}, by 2030.",
    "ellipse-colon": "Getting {6 million} people onto treatment and bringing new infections under {40,000} a year: the plan fixes both for 2027.",
    "ellipse-two-tasks": "Lifting the share of local staff to {70 percent} and {halving} accidents are the two tasks for 2026 that the board has set.",
    "ellipse-year": "The utility plans to have {50 MW} of batteries by 2026 and {120} by 2028.",
    "ellipse-half": "The mayor wants {4,000} flats built by 2027, {half} of them for rent.",
    "ellipse-rest": "Traders must pay {must:80 percent} of the sum by June and the rest by October.",
    "ellipse-more": "The state, which has 210 fast chargers, has asked for {300 more} by 2026.",
    # -- missing: verbs and prepositions
    "form-under": "Goal 3.2 is to bring neonatal deaths under {12 per 1,000 live births} by 2030.",
    "form-asking": "The sheriff wants burglaries held to fewer than {800} this year and is asking the county for {45 additional} officers.",
    "form-gap": "The cabinet approved a 2025 budget with a deficit of {2.9 percent} of GDP.",
    "form-margin": "The airline is to carry {30 million} passengers in 2026, with an operating margin of {9%}.",
    "form-earmark": "Tokyo approved a defence plan, with {6.6 trillion yen} earmarked for ships in the five years to March 2029.",
    "form-participle": "Producers announced cuts, with Kuwait lowering output by {135,000 bpd} from May.",
    "form-promised": "The ministry said that the {2.5 million} smart meters promised by December would be delivered.",
    "form-gerund": "Keeping the deficit below {3 percent} in 2025 remains the priority, the minister said.",
    "form-due-online": "With {2.1 GW} of wind due online by 2026, the utility raised its target to {8 GW} by 2030.",
    "form-pegged": "The board pegged this year's catch at {31,000 tonnes}.",
    "form-ahead": "Ethiopia is building {1,600 km} of railway, due by 2027.",
    "order-won": "The shipyard won an order for six ferries, the last of which is to be handed over in 2029.",
    "form-agreement": "Unions and employers agreed on a pay rise of {4.2 percent} in 2025.",
    "form-deadline-moved": "The deadline for connecting {5 million} homes has been moved from March 2024 to March 2026.",
    "form-confident": "The state was confident of reaching {5 million} farmers by March 2026.",
    "form-stands-by": "Berlin stands by {80 percent} renewable power by 2030.",
    "form-now-to": "Emissions are now to fall by {50 percent} by 2030 instead of 40 percent.",
    "form-withdraw": "The brewer undertakes to withdraw {25 percent} less water from rivers by 2027.",
    "form-expects-own": "The operator expects to run {800} buses on batteries by 2030.",
    "form-on-course": "The country remained on course for its goal of {55 percent} by 2030.",
    "form-put-off": "The county has put off the date for the full {250} deputies to December 2025.",
    "form-take": "The programme is to take {400,000} cars off the road by 2030.",
    # -- proposals
    "draft-bill": "A bill that would oblige shops to cut plastic by {draft:40 percent} by 2028 cleared the lower house.",
    "draft-commission": "The Commission has proposed a target of {draft:90 percent} for 2040.",
    "draft-would": "The draft decree was published on Monday. Refiners would have to blend {draft:10 percent} biodiesel by 2026.",
    "draft-recommend": "The committee recommended raising the quota to {draft:30,000 tonnes} next season.",
    "draft-consult": "Under plans put out for consultation, landlords would need to insulate {draft:all} flats by 2030.",
    "draft-budget": "The draft budget foresees a surplus of {draft:0.4 percent} of GDP in 2025.",
    "draft-adopted": "The bill signed by the president requires carmakers to reach {must:50 percent} by 2030.",
    "draft-passed": "Parliament passed the bill, under which landfills must {must:halve} their methane by 2030.",
    "law-sets": "The law sets a quota of {must:40 percent} women on boards by 2026.",
    "status-plan-should": "The plan says that the share of rail freight should reach {25 percent} by 2030.",
    "status-cn-should": "Efforts should be made to ensure that grain output stays above {650 million tonnes} this year.",
    "status-must-party": "Localities must complete {must:80 percent} of the work before the rainy season.",
    "status-required": "Importers are required to source {must:30 percent} of their beans from certified farms by 2027.",
    "status-strive-own": "Our company must and will become {carbon neutral} by 2040.",
    # -- a second set, marked after the grammar stood
    "second-1": "Rwanda will lay {1,100 kilometres} of fibre by mid-2026, on top of the 7,000 kilometres it has.",
    "second-2": "The port authority of Mombasa charges 120 dollars per container and plans to handle {2.5 million} containers a year from 2027.",
    "second-3": "Hebei aims to keep PM2.5 at {38 micrograms per cubic meter}, 2 micrograms less than a year earlier.",
    "second-4": "Guangdong's 2024 work report lists ten tasks for people's livelihood, among them {200} new kindergartens.",
    "second-5": "The regulator will fine lenders 2 percent of their revenue if complaints exceed 500 a month.",
    "second-6": "Vietnam expects growth of 6 to 6.5 percent this year, the planning ministry said, after 5.05 percent in 2023.",
    "second-7": "Anyone under 25 who has worked 6 months will be able to claim the 900-euro bonus.",
    "second-8": "Tamil Nadu's industry policy promises {20 lakh} jobs and investments of {Rs 6 lakh crore} by 2030.",
    "second-9": "The IMF wants Cairo to sell stakes in 32 companies, while the premier speaks of {ten} this year.",
    "second-10": "The commissioner said that member states have until June to file plans and that 17 of 27 have not done so.",
    "second-11": "Ohio must replace {must:all} of its lead pipes by 2037 under the federal rule.",
    "second-12": "Analysts at the bank think that sales of electric cars will reach 17 million this year.",
    "second-13": "The airline, which lost 300 million dollars in 2023, will cut {1,200} jobs, 6 percent of its staff, by autumn.",
    "second-14": "Brazil's new rule raises the share of ethanol in petrol to {must:30 percent} from 27 percent as of August.",
    "second-15": "The bridge, with a span of 1,200 metres, will carry 40,000 vehicles a day.",
    "second-16": "Kenya Power said it would connect {400,000} customers in the year to June 2025.",
    "second-17": "Malmo is considering a charge of 50 kronor for every trip by car into the old town.",
    "second-18": "Of every 100 euros raised, 40 will go to the villages, the mayor vowed.",
    "second-19": "The draft law would cap rents at {draft:4 percent} a year.",
    "second-20": "By 2035 {three in four} trips in Bogota are to be made by bus, bicycle or on foot.",
    "second-21": "The summit brought together 46 heads of state and produced 11 agreements.",
    "second-22": "Egypt plans {42 percent} renewable power by 2030 and has signed deals worth 15 billion dollars.",
    "second-23": "Nestor Foods has cut salt by 12 percent since 2019 and is committed to a further {8 percent} by 2026.",
    "second-24": "The minister rejected calls for a windfall tax of 30 percent.",
    "second-25": "In the first stage, to end in 2026, {60} villages will be moved; in the second, {140}.",
    "second-26": "Housing starts are seen rising 4 percent, the builders' federation said.",
    "second-27": "Parliament voted to lower the voting age to 16.",
    "second-28": "The judge ordered the company to pay 1.1 billion dollars in damages.",
    "second-29": "The union wants the working week cut to 35 hours, but the employers offer 38.",
    "second-30": "Ten years on, just 38 percent of the goals set in 2014 have been met.",
    "second-32": "Pakistan needs to create 30 million jobs by 2030, a senior World Bank official said.",
    "second-33": "WHO member states endorsed a plan to cut deaths from snakebite by {half} by 2030.",
    "second-34": "The firm will buy back up to {500 million euros} of its shares by December.",
    "second-35": "New Zealand's herd must shrink by 15 percent if the country is to meet its methane goal, the commission found.",
    "second-36": "Chongqing will strive to attract {100 billion yuan} of investment and build {50} smart factories this year.",
    "second-37": "Every adult spends 7 hours a day online, and 80 percent of pupils own a phone.",
    "second-38": "Inspectors will visit 300 farms and 45 abattoirs in May.",
    "second-39": "The mine will produce {45,000 tonnes} of copper a year once the second shaft opens in 2026.",
    "second-40": "Delhi's odd-even scheme took 30 per cent of cars off the road in 2016.",
    "second-41": "The company pays its chief 14 million dollars a year, 190 times the median wage.",
    "second-42": "The African Union has set itself the goal of vaccinating {60 percent} of the continent.",
    "second-43": "Sea levels will rise by 40 centimetres by 2060, the agency warned.",
    "second-44": "The plan foresees {12 GW} of offshore wind, enough to power 10 million homes.",
    "second-45": "She told the board that margins of 20 percent were out of reach and that {15 percent} by 2026 was the target.",
}

# Passages for rules that those above do not reach.
MORE_RULES = [
    "The mill, after a loss of 4 million euros, will close its gates.",
    "The line ran empty, and this only days before losses of 40 million euros.",
    "The valley, where 3,000 farmers live off rice, will get a clinic.",
    "Sales of 300 million euros in 2022.",
    "The budget raises spending on rural roads by 5 percent.",
    "The navy will repair the Falcon 900 jets.",
]


# What the grammar does not read yet; each is a case to be mended, and fails loudly once it is.
NOT_YET = frozenset(
    (
        *("name-30x30", "baseline-higher", "compare-rank", "distance-line", "dimension-high", "denial-near-miss"),
        *("demand-answered", "vote-count", "verbless-bullets"),
        *("second-9", "second-25", "second-45"),
    )
)


def read_marks(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a passage without its braces, and the marked stretches with their status."""
    text, at, marks = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        marks.append((len(text), len(text) + len(match[2]), STATUS_OF[match[1]]))
        text += match[2]
        at = match.end()
    return text + marked[at:], marks


def rows_of(text: str) -> list:
    article = Article.from_text(text, article_id="t", published="2024-03-15")
    return find_targets(article, segment_sentences(article))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(n, marks=pytest.mark.xfail(reason="known gap", strict=True)) if n in NOT_YET else n
        for n in PASSAGES
    ],
)
def test_passages(name: str) -> None:
    text, marks = read_marks(PASSAGES[name])
    found = [row for row in rows_of(text) if row.status in TARGET_STATUSES]
    got = [(text[row.start : row.end], row.status) for row in found]
    assert len(found) == len(marks), got
    for row, (start, end, status) in zip(found, marks, strict=True):
        assert max(row.start, start) < min(row.end, end), got
        assert row.status == status, got


def test_half_of_the_passages_hold_no_target() -> None:
    without = [name for name, marked in PASSAGES.items() if "{" not in marked]
    assert len(PASSAGES) >= 200
    assert len(without) * 2 >= len(PASSAGES)


# -- laws ------------------------------------------------------------------------------------------------------------

PLACES = ("Lagos", "the province", "Norway", "the ministry", "Hubei", "the bank", "Ohio", "the agency")
THINGS = ("new homes", "solar panels", "rural clinics", "trained nurses", "electric buses", "school places")


@given(st.sampled_from(PLACES), st.integers(21, 900_000), st.sampled_from(THINGS), st.integers(2025, 2060))
@settings(max_examples=60, deadline=None)
def test_a_pledge_is_a_target_and_its_report_is_none(place: str, number: int, thing: str, year: int) -> None:
    subject = place[0].upper() + place[1:]
    [row] = [r for r in rows_of(f"{subject} will build {number:,} {thing} by {year}.") if r.status in TARGET_STATUSES]
    assert (row.value, row.deadline.year) == (number, year)
    for report in ("had built", "has built", "denied that it would build"):
        rows = rows_of(f"{subject} {report} {number:,} {thing}.")
        assert not [r for r in rows if r.status in TARGET_STATUSES]


@given(st.floats(1, 99, allow_nan=False), st.floats(1, 99, allow_nan=False))
@settings(max_examples=60, deadline=None)
def test_where_a_change_starts_is_no_second_target(start: float, end: float) -> None:
    text = f"The ministry plans to raise the share from {start:.1f} percent to {end:.1f} percent by 2030."
    rows = [r for r in rows_of(text) if r.status in TARGET_STATUSES]
    assert [(r.value, r.value_from) for r in rows] == [(float(f"{end:.1f}"), float(f"{start:.1f}"))]


@given(st.text(alphabet="0123456789 ,.%$€-–/to from by will not exceed million 2030 of the and()\n|:;", max_size=200))
@settings(max_examples=150, deadline=None)
def test_rows_quote_the_text_and_hold_finite_values(text: str) -> None:
    for row in rows_of(text):
        assert 0 <= row.start < row.end
        assert row.rule in stage.RULES
        for value in (row.value, row.value_high, row.value_from):
            assert value is None or math.isfinite(value)


HOSTILE = {
    "digits": "9" * 1_000_000,
    "grouped-digits": "The city will plant " + "1,234," * 60_000 + "5 trees by 2030.",
    "nested-from-to": "The city will raise it " + "from 1 percent to 2 percent " * 4_000 + "by 2030.",
    "open-brackets": "The city will raise it " + "(to 5 percent " * 4_000,
    "commas": "The city will add 5 percent" + ", 5 percent" * 4_000 + " by 2030.",
    "one-clause": "The city will " + "and will ".join(["not exceed "] * 4_000) + "5 percent.",
    "said-said": "told banks to " * 10_000 + "raise it to 5 percent.",
    "bullets": "Targets for 2030:\n" + "- 5 percent\n" * 4_000,
    "table": "Target | 2027 | 2030\n" + "a | 1% | 2%\n" * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_time(name: str) -> None:
    begin = time.process_time()
    rows = rows_of(HOSTILE[name])
    assert time.process_time() - begin < 20
    assert all(row.value is None or math.isfinite(row.value) for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        "The state will spend 1e400 dollars by 2030.",
        "The state will spend 9e999 billion dollars by 2030.",
        "The city will build 40 schools by 31 February 2026.",
        "The city will build 40 schools by 99999.",
        "The city will build 40 schools by 30 February 99999 or the 45th of May.",
        f"The city will build {'9' * 400} schools by 2030.",
    ],
    ids=["exponent", "exponent-scale", "february", "far-year", "no-date", "long-number"],
)
def test_impossible_numbers_and_dates_give_no_wrong_row(text: str) -> None:
    for row in rows_of(text):
        assert row.value is None or row.value < 1e19
        assert row.deadline is None or (
            2024 <= row.deadline.year <= 2100 and (row.deadline.month, row.deadline.day) != (2, 31)
        )


def test_every_rule_is_produced_by_some_passage() -> None:
    texts = [read_marks(marked)[0] for marked in PASSAGES.values()]
    texts += [text for text, _ in TARGETS.values()] + list(NO_TARGETS.values()) + MORE_RULES
    produced = {row.rule for text in texts for row in rows_of(text)}
    assert produced <= set(stage.RULES)
    assert set(stage.RULES) - produced == set()
