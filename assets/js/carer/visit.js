// One visit on the phone, from the three ticks to the check-out: every tap is on the disk before anything is sent.
import * as store from './store.js'

export const TICKS = ['identity_checked', 'limb_assessed', 'risk_read']
const JUMP = 60_000 // ms by which a clock may step back before its times are no longer vouched for

export const idOf = (owner, booking) => `${owner}:${booking}`

function unique () {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const fresh = (owner, booking) => ({
  id: idOf(owner, booking), owner, booking, key: unique(), ticks: {}, items: {}, extras: [], checkIn: null, checkOut: null,
  clockBack: false, over: false, dirty: false, changed: 0, seen: 0, problem: null
})

// Each change counts up, so that what is changed while it is being sent is sent again.
function step (owner, booking, work) {
  return store.change('reports', idOf(owner, booking), (before) => {
    const report = before ?? fresh(owner, booking)
    if (report.over) return undefined
    const next = work(report)
    if (next === undefined) return undefined
    return { ...report, ...next, changed: report.changed + 1, seen: Math.max(report.seen, Date.now()), problem: null }
  })
}

export const tick = (owner, booking, name) =>
  step(owner, booking, ({ ticks, checkIn }) => checkIn ? undefined : { ticks: { ...ticks, [name]: !ticks[name] } })

export const start = (owner, booking) => step(owner, booking, (report) => {
  if (report.checkIn || !TICKS.every((name) => report.ticks[name])) return undefined
  return { checkIn: new Date().toISOString(), dirty: true }
})

export const minutes = (owner, booking, code, count) => step(owner, booking, ({ items, checkIn }) => {
  if (!checkIn) return undefined
  const next = { ...items, [code]: Math.min(Math.max(0, Math.round(count) || 0), 1440) }
  if (!next[code]) delete next[code]
  return { items: next, dirty: true }
})

export const extra = (owner, booking, number) => step(owner, booking, ({ extras, checkIn }) => {
  if (!checkIn) return undefined
  return { extras: extras.includes(number) ? extras.filter((one) => one !== number) : [...extras, number], dirty: true }
})

// A clock that has jumped back during the visit leaves no check-out: the record says so, and people put it right.
export const finish = (owner, booking) => step(owner, booking, (report) => {
  if (!report.checkIn) return undefined
  const now = Date.now()
  const back = now < report.seen - JUMP || now <= Date.parse(report.checkIn)
  return { checkOut: back ? null : new Date(now).toISOString(), clockBack: back, over: true, dirty: true }
})

export async function photograph (owner, booking, file) {
  await store.addPhoto(idOf(owner, booking), { id: unique(), owner, booking, blob: file, name: file.name || 'photo.jpg',
    at: new Date().toISOString(), sent: false, problem: null })
}

export const body = (report) => ({
  key: report.key,
  booking_id: report.booking,
  check_in: report.checkIn,
  check_out: report.checkOut,
  ...Object.fromEntries(TICKS.map((name) => [name, Boolean(report.ticks[name])])),
  items: Object.entries(report.items).map(([code, count]) => ({ code, minutes: count })),
  extras: report.extras,
  sent_at: new Date().toISOString(),
  clock_back: report.clockBack
})
