import type postgres from "postgres";

/**
 * Fills an empty database with so many ratings: fifty of each claim, a hundred of each member, two rival claims a slot, three
 * reports a claim by a hundred sources, and of five claims three settled with all their scores. Without triggers, which would
 * take minutes and change nothing here. Returns ratings of open claims, in no order.
 */
export async function fillWithRatings(
  sql: postgres.Sql,
  ratings: number,
  samples: number,
): Promise<{ claim: string; member: string }[]> {
  const claims = Math.max(20, Math.round(ratings / 50));
  const members = Math.max(100, Math.round(ratings / 100));
  return sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await fillCatalogue(tx, claims);
    await fillReports(tx, claims);
    await tx`
      insert into member (id, email, handle, handle_folded, created_at)
      select md5('member ' || m)::uuid, 'm' || m || '@example.org', 'm' || m || 'bench', 'm' || m || 'bench', '2020-01-01'
      from generate_series(1, ${members}::int) m`;
    await fillRatings(tx, claims, members);
    await fillScores(tx);
    await fillHistory(tx);
    await tx`set local session_replication_role = origin`;
    await tx`analyze`;
    const found = await tx<{ claim: string; member: string }[]>`
      select claim_id as claim, member_id as member from rating join claim on claim.id = claim_id
      where verdict_id is null order by md5(claim_id::text || member_id) limit ${samples}`;
    return Array.from({ length: samples }, (_, index) => found[index % found.length]).flatMap(
      (one) => one ?? [],
    );
  });
}

async function fillCatalogue(tx: postgres.TransactionSql, claims: number): Promise<void> {
  await tx`insert into brand (id, slug, name, country) values (md5('brand')::uuid, 'bench', 'Bench', 'DE')`;
  await tx`
    insert into attribute (id, slug, name_en, name_de, "group", type, unit, exclusive)
    select md5('attribute ' || a)::uuid, 'attribute-' || a, 'A', 'A', 'group-' || a % 12, 'number', 'W', true
    from generate_series(0, 39) a`;
  await tx`
    insert into device (id, slug, brand_id, working_name, status, summary)
    select md5('device ' || d)::uuid, 'device-' || d, md5('brand')::uuid, 'Device ' || d, 'rumored', 'A phone.'
    from generate_series(0, ${claims}::int / 80) d`;
  await tx`
    insert into claim (id, device_id, attribute_id, statement, value, value_key, first_reported, first_reported_basis, verdict_id)
    select md5('claim ' || c)::uuid, md5('device ' || c / 80)::uuid, md5('attribute ' || c / 2 % 40)::uuid, 'It charges.',
      jsonb_build_object('number', 50 + c % 2 * 70, 'unit', 'W'), (c % 2)::text, '2022-05-01', 'document',
      case when c / 2 % 5 < 3 then md5('verdict ' || c)::uuid end
    from generate_series(0, ${claims}::int - 1) c`;
  await tx`
    insert into verdict (id, claim_id, outcome, basis, known_at, imported, from_memory)
    select md5('verdict ' || c)::uuid, md5('claim ' || c)::uuid, case when c % 2 = 0 then 'confirmed' else 'refuted' end,
      'independent', '2022-07-04', true, true
    from generate_series(0, ${claims}::int - 1) c where c / 2 % 5 < 3`;
}

async function fillReports(tx: postgres.TransactionSql, claims: number): Promise<void> {
  await tx`
    insert into source (id, slug, name, kind, language)
    select md5('source ' || s)::uuid, 'source-' || s, 'Source ' || s, 'leaker', 'en' from generate_series(0, 99) s`;
  await tx`
    insert into document (id, url, title, source_id, published, published_precision, language, kind, verified, seen)
    select md5('document ' || c || ' ' || r)::uuid, 'https://example.org/' || c || '/' || r, 'A page',
      md5('source ' || (c * 7 + r * 31) % 100)::uuid, date '2022-05-01' + r, 'day', 'en', 'article', true, 'page'
    from generate_series(0, ${claims}::int - 1) c, generate_series(0, 2) r`;
  await tx`
    insert into report (id, claim_id, document_id, stance, fidelity)
    select md5('report ' || c || ' ' || r)::uuid, md5('claim ' || c)::uuid, md5('document ' || c || ' ' || r)::uuid, 'supports', 'exact'
    from generate_series(0, ${claims}::int - 1) c, generate_series(0, 2) r`;
}

async function fillRatings(tx: postgres.TransactionSql, claims: number, members: number): Promise<void> {
  await tx`
    insert into rating (claim_id, member_id, probability, at)
    select md5('claim ' || c)::uuid, md5('member ' || 1 + (c * 37 + r) % ${members}::int)::uuid,
      0.02 + (c * 13 + r * 17) % 97 / 100.0, timestamptz '2022-05-02' + r * interval '1 day'
    from generate_series(0, ${claims}::int - 1) c, generate_series(0, 49) r`;
  await tx`insert into rating_history (claim_id, member_id, probability, at) select claim_id, member_id, probability, at from rating`;
}

async function fillScores(tx: postgres.TransactionSql): Promise<void> {
  await tx`
    insert into claim_score (claim_id, verdict_id, "group", known_at, hit, probability, base_rate, raters)
    select c.id, v.id, a."group", v.known_at, v.outcome = 'confirmed', 0.5, 0.5, 50
    from claim c join verdict v on v.id = c.verdict_id join attribute a on a.id = c.attribute_id`;
  await tx`
    insert into source_score (claim_id, source_id, "group", known_at, said, lead_days, hit, verified)
    select s.claim_id, d.source_id, s."group", s.known_at, d.published, 60, s.hit, true
    from claim_score s join report r on r.claim_id = s.claim_id join document d on d.id = r.document_id
    on conflict do nothing`;
  await tx`
    insert into rater_score (claim_id, member_id, known_at, hit, probability, brier, log_score, coverage, skill_micro)
    select s.claim_id, r.member_id, s.known_at, s.hit, r.probability, 0.2, -0.6, 0.5, (r.probability * 1000)::int
    from claim_score s join rating r on r.claim_id = s.claim_id`;
}

/** What was published while the ratings came in: a row each. */
async function fillHistory(tx: postgres.TransactionSql): Promise<void> {
  const parts = { sources: null, crowd: null, share: null, settledBy: null };
  await tx`
    insert into credibility (claim_id, at, recorded_at, reconstructed, cause, algorithm, probability, low, high, parts)
    select claim_id, at, at, false, 'rating', 1, 0.5, 0.3, 0.7, ${tx.json(parts)} from rating`;
}
