import Database from 'better-sqlite3'

/**
 * Lays all that a store holds of letters down again, `times` times over, row by row as it is, under new numbers: in minutes what letter by letter takes
 * an hour. For measuring on a full store only: the audit knows nothing of it. `path` is the database; whoever reads it meanwhile goes on.
 */
export function multiplyStore(path: string, times: number, onProgress: (done: number) => void = () => {}): void {
  const db = new Database(path, { timeout: 60_000 })
  try {
    const steps = stepsOf(db)
    const all = db.transaction((k: number) => {
      for (const { sql } of steps) db.prepare(sql).run({ k, mark: markOf(k) })
    })
    const last = db.prepare('UPDATE sequences SET last = last * ?')
    for (let k = 1; k <= times; k++) {
      all(k)
      onProgress(k)
    }
    last.run(times + 1)
  } finally {
    db.close()
  }
}

/** What becomes of a column in copy `@k`; every other column stays. */
const moved = (db: Database.Database): Record<string, Record<string, string>> => {
  const lastOf = new Map(
    (db.prepare('SELECT name, last FROM sequences').all() as { name: string; last: number }[]).map(
      ({ name, last }) => [name, last] as const,
    ),
  )
  const id = (column: string, prefix: string): string =>
    `iif(${column} IS NULL, NULL, '${prefix}-' || printf('%06d', CAST(substr(${column}, 3) AS INTEGER) + @k * ${lastOf.get(prefix) ?? 0}))`
  const named = (prefix: string): Record<string, string> => ({
    number: `number + @k * ${lastOf.get(prefix) ?? 0}`,
    id: id('id', prefix),
  })
  const numbered = (table: string): Record<string, string> => {
    const { most } = db.prepare(`SELECT coalesce(max(number), 0) AS most FROM ${table}`).get() as { most: number }
    return { number: `number + @k * ${most}` }
  }
  const sha256 = `substr(sha256, 1, 54) || printf('%010d', @k)`
  // Of the copy and the letter's number: no two letters have one, as they might of parts of random serials.
  const serial = (number: string): string => `@mark || printf('%05d', ${number})`
  const code = `json_set(code, '$.serial', ${serial('CAST(substr(letter, 3) AS INTEGER)')})`
  const letter = id('letter', 'X')
  const page = id('page', 'P')
  // In an order in which what is referred to is there already.
  return {
    blobs: { sha256 },
    arrivals: { ...named('A'), sha256, same_as: id('same_as', 'A') },
    letters: { ...named('X'), serial: `iif(serial IS NULL, NULL, ${serial('number')})` },
    pages: { ...named('P'), arrival: id('arrival', 'A'), sha256, letter, code },
    readings: { ...numbered('readings'), page },
    decisions: { ...numbered('decisions'), letter },
    saves: { key: `key || '~' || @k`, letter },
    keyings: { ...named('K'), letter, save: `save || '~' || @k` },
    glances: { ...numbered('glances'), letter, page },
  }
}

function stepsOf(db: Database.Database): { readonly sql: string }[] {
  return Object.entries(moved(db)).map(([table, expressions]) => {
    const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
    const values = columns.map((name) => expressions[name] ?? `"${name}"`)
    // Only what was there at first: a copy is not copied again.
    const first = db.prepare(`SELECT max(rowid) AS last FROM ${table}`).get() as { last: number }
    const names = columns.map((name) => `"${name}"`).join(', ')
    return {
      sql: `INSERT INTO ${table} (${names}) SELECT ${values.join(', ')} FROM ${table} WHERE rowid <= ${first.last ?? 0}`,
    }
  })
}

/** Three signs that stand for a number below 32,768, as serials are written. */
function markOf(k: number): string {
  const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  return [k >> 10, (k >> 5) & 31, k & 31].map((digit) => signs[digit]!).join('')
}
