// Prints the tables named as arguments (name=path), as JSON in a line each, read with default settings.
// Papa Parse gives text for each cell of a CSV; the types are those of the package's descriptor.

import { readFileSync } from 'node:fs'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import Papa from 'papaparse'

const [descriptor, ...tables] = process.argv.slice(2)
const fields = new Map(
  JSON.parse(readFileSync(descriptor, 'utf8')).resources.map(({ name, schema }) => [name, schema.fields])
)

const TYPED = { integer: Number, number: Number, boolean: (text) => text === 'true' }

function typed(text, type) {
  return text !== '' && type in TYPED ? TYPED[type](text) : text
}

function plain(cell) {
  if (typeof cell === 'bigint') return Number(cell)
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : cell ?? null
}

async function read(name, path) {
  if (path.endsWith('.parquet')) return parquetReadObjects({ file: await asyncBufferFromFile(path) })
  const { data, errors } = Papa.parse(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true })
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]))
  return data
}

for (const argument of tables) {
  const [name, path] = argument.split('=')
  const rows = await read(name, path)
  const isText = path.endsWith('.csv')
  const columns = Object.fromEntries(
    fields.get(name).map((field) => [
      field.name,
      rows.map((row) => (isText ? typed(row[field.name], field.type) : plain(row[field.name])))
    ])
  )
  console.log(JSON.stringify({ name, columns }))
}
