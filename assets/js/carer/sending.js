// Sending what the phone has kept, again and again until the server has said that it has it. Only what belongs to whoever
// is signed in is sent; what is refused stays with the reason.
import * as store from './store.js'
import { body } from './visit.js'

const API = '/api/v1/visits'
const FRESH = 5 * 60_000 // ms for which a day that was fetched is shown before it is asked for again
let token = null
let owner = null
let fetched = 0
let leaving = false

export const state = { online: navigator.onLine, signedIn: null, sending: false, settled: false }

class Stopped extends Error {}

async function asked (path, options = {}) {
  let answer
  try {
    answer = await fetch(API + path, { cache: 'no-store', credentials: 'same-origin', redirect: 'error', ...options })
  } catch {
    state.online = false
    throw new Stopped('no network')
  }
  state.online = true
  if (answer.status === 401) {
    state.signedIn = false
    token = null
    throw new Stopped('signed out')
  }
  if (answer.status >= 500 || answer.status === 429) throw new Stopped('later')
  return answer
}

// An answer that the network cut off in the middle is no answer.
const whole = (answer) => answer.json().catch(() => { throw new Stopped('cut off') })

// Whoever signs out takes the names along: what is still being fetched does not bring them back.
export const leave = () => { leaving = true }

// Who is signed in, their day, and the token that goes with every report.
export async function refresh () {
  const answer = await asked('/day')
  if (!answer.ok) {
    state.signedIn = false
    token = null
    throw new Stopped('not a carer')
  }
  const told = await whole(answer)
  const before = await store.get('meta', 'owner')
  if (before && before.value !== told.owner) await store.forgetDay()
  if (leaving) throw new Stopped('signing out')
  await store.replaceDay(told.owner, told.bookings)
  token = told.csrf
  owner = told.owner
  fetched = Date.now()
  state.signedIn = true
}

// A token ends with the sign-in it was given for: then one looks again who is there, before anything is sent.
async function post (path, options, again = true) {
  const answer = await asked(path, { method: 'POST', ...options, headers: { ...options.headers, 'X-CSRFToken': token } })
  if (answer.status !== 403 || !again) return answer
  const sender = owner
  await refresh()
  if (owner !== sender) throw new Stopped('somebody else is signed in')
  return post(path, options, false)
}

const problemOf = async (answer) => {
  try {
    const told = await answer.json()
    return told.detail || told.title || String(answer.status)
  } catch {
    return String(answer.status)
  }
}

async function sendReport (report) {
  const told = JSON.stringify(body(report))
  const answer = await post('/reports', { body: told, headers: { 'Content-Type': 'application/json' } })
  if (!answer.ok) {
    const problem = await problemOf(answer)
    await store.change('reports', report.id, (now) => now && { ...now, problem })
    return false
  }
  const found = await whole(answer)
  await store.change('reports', report.id, (now) => now && now.changed === report.changed ? { ...now, dirty: false } : undefined)
  if (found.finished) {
    const { late, minutes_late: minutes } = found
    await store.put('sent', { booking: report.booking, owner: report.owner, late, minutes })
  }
  return true
}

async function sendPhoto (photo) {
  const form = new FormData()
  form.append('photo', photo.blob, photo.name)
  form.append('taken_at', photo.at)
  const answer = await post(`/reports/${photo.key}/photos`, { body: form })
  const problem = answer.ok ? null : await problemOf(answer)
  if (answer.ok) await store.remove('photos', photo.id)
  else await store.change('photos', photo.id, (now) => now && { ...now, problem })
}

// True when something was sent.
async function sendAll () {
  if (!token) await refresh()
  let some = false
  for (const report of await mine('reports')) {
    if (report.problem) continue
    if (report.dirty) {
      some = true
      if (!await sendReport(report)) continue
    }
    for (const photo of await mine('photos')) {
      if (photo.booking !== report.booking || photo.problem) continue
      some = true
      await sendPhoto(photo)
    }
    await store.forgetSent(report.id) // nothing of it stays on the phone but that it was sent
  }
  return some
}

const mine = async (table) => (await store.all(table)).filter((row) => row.owner === owner)

async function run () {
  state.sending = true
  try {
    if (await sendAll() || Date.now() - fetched > FRESH) await refresh()
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
  } finally {
    state.sending = false
  }
}

// One tab sends at a time, and once more when something was asked for meanwhile; where tabs cannot agree on that the
// server still takes everything once.
let running = null
let wanted = false
export function send () {
  wanted = true
  running ??= rounds().finally(() => { running = null })
  return running
}

async function rounds () {
  while (wanted) {
    wanted = false
    await (navigator.locks ? navigator.locks.request('yiyang-sending', run) : run())
  }
}

// What still waits on this phone for the one whose day it is; of everybody while nobody is known.
export async function waiting (who) {
  const theirs = (row) => who === undefined || row.owner === who
  const reports = (await store.all('reports')).filter(theirs)
  const photos = (await store.all('photos')).filter(theirs)
  const unsent = (report) => report.dirty || photos.some((photo) => photo.key === report.key)
  return reports.filter((report) => report.checkIn && unsent(report))
}

export const csrf = () => token
