"""Which articles are skipped: those that are not English, and those that are clearly not about health."""

from __future__ import annotations

import pytest

from lint.engine import Engine
from lint.readers import read
from lint.rulebook import packaged

HEALTH_CHECK = """# Health checks for a web service

A health check is an address that tells the load balancer whether an instance is healthy. When the check fails three times
in a row, the balancer sends no more traffic to the instance until it recovers. A memory leak shows the same symptoms as a
slow disk: the answers take longer, and then they stop. To diagnose it, dump the heap and compare it with the heap of a
healthy instance. Do not treat the symptoms by restarting the process every hour, but look for the cause. We recommend a
shallow check to see whether the process lives, and a deep one to see whether it is ready. The deep check may ask the
database, the cache and the queue, and it should give up after two seconds, so that one sick dependency does not take the
whole cluster down with it. Write the results to the log and draw a chart of them.
"""
FESTIVAL = """# Heart of the Town: a guide to the festival

The Heart of the Town festival comes back to the old harbour this June, with three days of music, food and street theatre.
The main stage stands on the market square, right in the heart of the old quarter, and a parade opens it at noon on Friday.
Families will find puppets and face painting on the green, while the night programme in the warehouse runs until two in the
morning. Local kitchens serve fish soup, cake and lemonade at long tables under the trees. Tickets are on sale at the
tourist office and on the web, and those under twelve come in for nothing. Trains run every ten minutes, and there is no
parking in the middle of the town while the festival lasts. Bring good shoes and an umbrella, and leave the dog at home with
a neighbour.
"""
CAKE = """# Lemon and ginger cake

This is the cake that my grandmother made on wet Sundays. Cream the butter and the sugar until pale, then beat in the eggs
one at a time. Fold in the flour, a teaspoon of baking powder, the grated ginger and the zest of two lemons. Pour it all
into a lined tin and bake it for three quarters of an hour, until a skewer comes out clean. While the cake is warm, prick it
all over and pour on the juice of the lemons, mixed with three tablespoons of honey. Leave it in the tin to cool, so that
the syrup soaks in. It keeps for a week in a tin when it is wrapped in paper, and it is better on the second day. Serve it
in thick slices with a pot of strong tea, and hide the last piece.
"""
GINGER_SHOTS = """# Ginger shots for the immune system

These shots are how I get my family through the winter. Ginger is full of antioxidants and has long been used for nausea and
for colds. Blend a thumb of fresh ginger with two lemons, a spoon of honey and a pinch of turmeric, and strain it. One shot
in the morning fights inflammation and keeps infections away, and the vitamin C in the lemons helps the body make white
blood cells. Keep the bottle in the fridge for five days, and shake it before you pour. The children take theirs with apple
juice, and nobody in our house has had the flu for two years. My sister swears that it also helps with her joint pain, which
used to wake her at night, and my father says that his heartburn is gone.
"""
PARKING = """# Parking at the clinic

Patients and visitors may park in the garage behind the clinic, which opens at six and closes at nine. Take a ticket at the
barrier and show it at the desk, where it will be stamped for two hours. If your doctor is late, tell the desk and they will
add an hour. Please keep clear of the bays for ambulances and for the nurses of the hospital. The bus stops at the main door
every quarter of an hour.
"""
GERMAN = """# Gicht

Gicht ist eine Form der Arthritis, die plötzlich starke Schmerzen in einem Gelenk macht, oft in der großen Zehe. Kristalle
aus Harnsäure lagern sich ab, und das Gelenk wird rot und heiß. Colchicin lindert den Anfall, Allopurinol beugt weiteren
Anfällen vor.
"""
DANISH = """# Gigt

Gigt giver pludselige og stærke smerter i et led, ofte i storetåen. Man kan have et anfald om natten, og leddet bliver rødt
og varmt. Medicin kan lindre smerterne, og man bør drikke mindre alkohol. Tal med din læge, hvis smerterne ikke går over.
"""
JAPANESE = "痛風は関節炎の一種で、突然の激しい痛みを引き起こします。コルヒチンは発作を抑えます。医師に相談してください。\n"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(rule for rule in packaged().rules if rule.family == "disclaimer")


def skipped(engine: Engine, text: str) -> str:
    return engine.lint(read(text.encode(), "article.md"), {}).skipped


@pytest.mark.parametrize("text", [GERMAN, DANISH, JAPANESE], ids=["German", "Danish", "Japanese"])
def test_another_language_is_skipped(engine: Engine, text: str) -> None:
    assert skipped(engine, text) == "not in English"


@pytest.mark.parametrize("text", [HEALTH_CHECK, FESTIVAL, CAKE], ids=["software", "festival", "recipe"])
def test_an_article_without_illness_or_remedy_is_skipped(engine: Engine, text: str) -> None:
    assert skipped(engine, text) == "not about health"


def test_a_recipe_that_promises_health_is_linted(engine: Engine) -> None:
    assert skipped(engine, GINGER_SHOTS) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Take 400 mg twice a day.\n",
        "# Wrong way round\n\nThe train leaves at nine.\n",
        "| Adults | 500 mg |\n|---|---|\n| Children | 250 mg |\n",
    ],
)
def test_a_short_text_is_always_linted(engine: Engine, text: str) -> None:
    assert skipped(engine, text) == ""


def test_a_list_of_names_is_not_taken_for_another_language(engine: Engine) -> None:
    # A ward list has no sentence, and so none of the small words of English.
    names = ["sertraline", "fluoxetine", "ibuprofen", "naproxen", "insulin", "metformin", "warfarin", "digoxin"]
    assert skipped(engine, "# Ward medicines\n\n" + "\n".join(f"- {name} 10 mg" for name in names * 5)) == ""


def test_a_page_about_a_clinic_needs_no_disclaimer(engine: Engine) -> None:
    severities = {rule.name: rule.severity for rule in packaged().rules if rule.family == "disclaimer"}
    outcome = engine.lint(read(PARKING.encode(), "article.md"), severities)
    assert [finding.rule for finding in outcome.findings] == []
