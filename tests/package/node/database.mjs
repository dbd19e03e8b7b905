// Prints every table and view of an SQLite database, as JSON in a line each, with the SQLite of sql.js.

import { readFileSync } from 'node:fs'
import SQL from 'sql.js'

const database = new SQL.Database(readFileSync(process.argv[2]))
const query = (statement) => database.exec(statement)[0]?.values ?? []

console.log(JSON.stringify({ version: query('SELECT sqlite_version()'), check: query('PRAGMA integrity_check') }))
for (const [name] of query("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")) {
  const names = query(`PRAGMA table_info("${name}")`).map((column) => column[1])
  const rows = query(`SELECT * FROM "${name}"`)
  const columns = Object.fromEntries(names.map((column, place) => [column, rows.map((row) => row[place])]))
  console.log(JSON.stringify({ name, columns }))
}
