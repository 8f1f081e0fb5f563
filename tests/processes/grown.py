"""A database as the first version left it, with as many visits as asked for: rows made by the database itself."""

from tests.processes.installation import Installation

FIRST = ("store", "0002_guards")
SERIES = {
    "sqlite": "(WITH RECURSIVE m(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m WHERE i < {count}) SELECT i FROM m)",
    "postgresql": "generate_series(1, {count}) AS n(i)",
}
MOMENT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S', '2022-05-01 00:00:00', '+' || ({minutes}) || ' minutes')",
    "postgresql": "timestamptz '2022-05-01 00:00:00+00' + ({minutes}) * interval '1 minute'",
}
PROVIDERS, CARERS, VISITS_A_PERSON, LINES_A_CASE = 20, 80, 20, 100

FILLS = (
    ("1", "store_user", "username, password, is_superuser, is_staff, is_active, first_name, last_name, email,"
     " date_joined, display_name", "'provider', '!', FALSE, FALSE, TRUE, '', '', '', {first}, '照护中心'"),
    ("{people}", "store_person", "id_index, id_cipher, id_masked, name, residence_division, guardian_name",
     "'index' || i, 'k1:cipher' || i, '2201**********' || (i % 10000), '王秀英' || i, '220102', ''"),
    (str(PROVIDERS), "store_institution", "code, name", "'H' || i, '照护中心' || i"),
    (str(CARERS), "store_carer", "code, name, institution_id, kinds",
     "'H' || i || '-1', '李护理', i % {providers} + 1, 'living'"),
    ("{visits}", "store_visit", "visit_id, version, place, person_id, institution_id, carer_id, kind, check_in,"
     " check_out, items, photos, identity_checked, limb_assessed, risk_read, confirmed_by",
     "'V' || i, 1, '220100', i % {people} + 1, i % {providers} + 1, i % {carers} + 1, 'living', {begin}, {end},"
     " '[[\"L01\", 50]]', 2, TRUE, TRUE, TRUE, 'guardian'"),
    ("1", "store_run", "place, month, document, charge, values_version, rule_version, rates, illustrative, lines_added,"
     " at", "'220100', '2022-05', 'changchun_2021', 'home-care-visits', 'v', 'r', '[]', '[]', {visits}, {first}"),
    (str(PROVIDERS), "store_statement", "place, month, institution_id, round, number, signed_at",
     "'220100', '2022-05', i, 1, '220100-2022-05-H' || i || '-1', {first}"),
    ("{visits}", "store_line", "run_id, statement_id, visit_id, visit_version, institution_id, person_id, kind, scheme,"
     " check_in, status, reasons, provisions, minutes, gross, fund, own, facts, rates_index",
     "1, i % {providers} + 1, i, 1, i % {providers} + 1, i % {people} + 1, 'living', 'resident', {begin}, 'payable', 0,"
     " '', 120, 8000, 5600, 2400, '[1, 2, 3]', 0"),
    ("{visits} / 10", "store_entry", "debit, credit, amount, fund, statement_id, line_id, at",
     "'fund:resident', 'provider:H', i % 5600 + 1, 'resident', i % {providers} + 1, i, {first}"),
    ("{visits}", "store_event", "at, code, subject, after",
     "{first}, 'visit.corrected', 'visit:V' || i, '{{\"photos\": 2}}'"),
    ("{visits} / {each}", "store_case", "procedure, document, institution_id, line_id, filing, filed_at, filed_by_id,"
     " stage, outcome, answer, decided_at",
     "'line-objection', 'changchun_2021', i % {providers} + 1, i, '{{\"ground\": \"record\"}}', {first}, 1, 'filed',"
     " '', '', CASE WHEN i % 2 = 0 THEN {first} END"),
)  # fmt: skip
"""How many, table, columns, values; primary keys count from one in this order."""


def grow(installation: Installation, *, visits: int) -> None:
    """Migrate an empty database to the first version and fill it."""
    installation.run("migrate", *FIRST, "--verbosity", "0", module="django")
    kind = installation.database.kind
    numbers = {
        "visits": visits,
        "people": max(1, visits // VISITS_A_PERSON),
        "providers": PROVIDERS,
        "carers": CARERS,
        "each": LINES_A_CASE,
    }
    moments = {
        "first": MOMENT[kind].format(minutes="0"),
        "begin": MOMENT[kind].format(minutes="i % 40000"),
        "end": MOMENT[kind].format(minutes="i % 40000 + 120"),
    }
    for count, table, columns, values in FILLS:
        series = SERIES[kind].format(count=count.format(**numbers))
        told = values.format(**numbers, **moments)
        installation.write(f"INSERT INTO {table} ({columns}) SELECT {told} FROM {series}")  # noqa: S608 -- made up here


def told(installation: Installation) -> dict[str, dict[str, tuple[int, int]]]:
    """What every column of the first version's tables says: how many values, how many characters in all."""
    found = {}
    for _, table, columns, _ in FILLS:
        names = ["id", *(name.strip() for name in columns.split(","))]
        sums = ", ".join(f"count({name}), sum(length(CAST({name} AS text)))" for name in names)
        [row] = installation.ask(f"SELECT {sums} FROM {table}")  # noqa: S608 -- made up here
        found[table] = {name: (row[place * 2], int(row[place * 2 + 1] or 0)) for place, name in enumerate(names)}
    return found
