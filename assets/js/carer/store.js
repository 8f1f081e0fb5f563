// What the phone keeps: today's visits, reports and photos not yet sent, and whose day it is. Reports name a booking by
// number and nobody by name; they stay until they are sent, everything else goes with sign-out.
const NAME = 'yiyang-carer'
const TABLES = { meta: 'name', day: 'id', reports: 'id', photos: 'id', sent: 'booking' }
let opening

function open () {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => {
      for (const [table, key] of Object.entries(TABLES)) asked.result.createObjectStore(table, { keyPath: key })
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
  return opening
}

// Resolves once the transaction is on the disk, not merely asked for.
async function within (tables, mode, work) {
  const database = await open()
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(tables, mode, { durability: 'strict' })
    let found
    work(transaction, (value) => { found = value })
    transaction.oncomplete = () => resolve(found)
    transaction.onerror = transaction.onabort = () => reject(transaction.error)
  })
}

export const get = (table, key) => within([table], 'readonly', (transaction, keep) => {
  const asked = transaction.objectStore(table).get(key)
  asked.onsuccess = () => keep(asked.result)
})

export const all = (table) => within([table], 'readonly', (transaction, keep) => {
  const asked = transaction.objectStore(table).getAll()
  asked.onsuccess = () => keep(asked.result)
})

export const put = (table, row) => within([table], 'readwrite', (transaction) => transaction.objectStore(table).put(row))

export const remove = (table, key) =>
  within([table], 'readwrite', (transaction) => transaction.objectStore(table).delete(key))

// Reads a row, lets `change` make the next one of it (undefined leaves it alone), and keeps that: in one transaction, so
// that of two taps, or two tabs, the second sees what the first has done.
export const change = (table, key, change) => within([table], 'readwrite', (transaction, keep) => {
  const rows = transaction.objectStore(table)
  const asked = rows.get(key)
  asked.onsuccess = () => {
    const next = change(asked.result)
    if (next !== undefined) rows.put(next)
    keep(next ?? asked.result)
  }
})

// A photo of a visit under way, and that its visit has one more: together, so that neither is there without the other.
export const addPhoto = (id, photo) => within(['reports', 'photos'], 'readwrite', (transaction) => {
  const reports = transaction.objectStore('reports')
  const asked = reports.get(id)
  asked.onsuccess = () => {
    const report = asked.result
    if (!report?.checkIn) return
    transaction.objectStore('photos').put({ ...photo, key: report.key })
    reports.put({ ...report, photographed: (report.photographed ?? 0) + 1 })
  }
})

// Removes a visit of which nothing waits any more: looked at and removed at once, so that a photo taken meanwhile keeps it.
export const forgetSent = (id) => within(['reports', 'photos'], 'readwrite', (transaction) => {
  const reports = transaction.objectStore('reports')
  const asked = reports.get(id)
  const photos = transaction.objectStore('photos').getAll()
  photos.onsuccess = () => {
    const report = asked.result
    const done = report && report.over && !report.dirty && !report.problem
    if (done && !photos.result.some((photo) => photo.key === report.key)) reports.delete(id)
  }
})

// The day as the server tells it takes the place of the one before.
export const replaceDay = (owner, bookings) => within(['meta', 'day'], 'readwrite', (transaction) => {
  transaction.objectStore('meta').put({ name: 'owner', value: owner, at: Date.now() })
  const rows = transaction.objectStore('day')
  rows.clear()
  for (const booking of bookings) rows.put(booking)
})

// Names and plans leave the phone; reports stay for their writer, without a name in them.
export const forgetDay = () => within(['meta', 'day', 'sent'], 'readwrite', (transaction) => {
  for (const table of ['meta', 'day', 'sent']) transaction.objectStore(table).clear()
})
