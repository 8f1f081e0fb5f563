// The carer's phone: draws from what is kept on it, writes every tap down first, sends in the background.
import * as store from './store.js'
import * as steps from './visit.js'
import { csrf, leave, refresh, send, state, waiting } from './sending.js'
import { dayOf, h, list, queue, visit } from './draw.js'

const place = document.getElementById('app')
const EVERY = 20_000
const TAP = 300 // ms within which the click of a finger that was lifted comes
let asks = null // the visit whose check-out is being confirmed
let pressed = false // a finger is down: what it is on must still be there when it is lifted, or the tap is lost
let lifting // the wait for its click
let late = false // something was to be drawn meanwhile
let turn = 0 // of two that draw, the one that began later knows more
let shown = '' // all that the screen was made from

const chosen = () => Number(/^#visit\/(\d+)$/.exec(location.hash)?.[1] ?? 0)

// Digits that are still being typed are nowhere else yet.
function typing () {
  const field = document.activeElement
  return field?.type === 'number' && place.contains(field) && field.value !== field.defaultValue
}

const held = () => pressed || typing()

async function draw () {
  if (held()) {
    late = true
    return
  }
  const now = ++turn
  const owner = (await store.get('meta', 'owner'))?.value
  const [bookings, reports, photos, sent] = await Promise.all(['day', 'reports', 'photos', 'sent'].map(store.all))
  const own = (rows) => rows.filter((row) => row.owner === owner)
  const waits = await waiting(owner)
  const refused = own(reports).some((report) => report.problem)
  const one = bookings.find((each) => each.id === chosen())
  const keeps = !state.settled || Boolean(navigator.serviceWorker?.controller)
  if (now !== turn) return
  if (held()) return draw() // it came down while this was being read
  const made = JSON.stringify([chosen(), asks, owner, bookings, reports, photos, sent, waits, keeps, state, dayOf(Date.now())])
  if (made === shown) return // whoever reads or listens is left in peace
  shown = made
  const focused = document.activeElement?.id
  bookings.sort((a, b) => a.starts_at.localeCompare(b.starts_at))
  place.replaceChildren(queue(state, waits, refused, keeps, owner), ...(one
    ? screen(one, owner, own(reports), own(photos), own(sent))
    : list(bookings, own(reports), own(sent), owner)).filter(Boolean))
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
  document.getElementById('sign-out').hidden = !owner
}

function screen (one, owner, reports, photos, sent) {
  const report = reports.find((each) => each.booking === one.id)
  const mine = photos.filter((photo) => photo.booking === one.id)
  const pictures = { count: report?.photographed ?? 0, refused: mine.filter((each) => each.problem) }
  return visit(one, report, pictures, sent.find((each) => each.booking === one.id), acts(one, owner))
}

function acts (one, owner) {
  const then = (work) => async (...told) => {
    await work(...told)
    await draw()
    later()
  }
  return {
    asks: asks === one.id,
    tick: then((name) => steps.tick(owner, one.id, name)),
    start: then(() => steps.start(owner, one.id)),
    minutes: then((code, count) => steps.minutes(owner, one.id, code, count)),
    extra: then((number) => steps.extra(owner, one.id, number)),
    photograph: then(async (files) => {
      for (const file of files) await steps.photograph(owner, one.id, file)
    }),
    dropPhoto: then((id) => store.remove('photos', id)),
    ask: then(() => { asks = asks === one.id ? null : one.id }),
    finish: then(async () => {
      asks = null
      await steps.finish(owner, one.id)
    }),
    again: then(() => store.change('reports', steps.idOf(owner, one.id), (now) => now && { ...now, problem: null, dirty: true })),
    drop: then(() => store.remove('reports', steps.idOf(owner, one.id)))
  }
}

async function later () {
  await send()
  await draw()
}

// Names leave the phone before the sign-out is sent; what is not sent yet stays, without a name, for its writer.
function signOut () {
  const form = document.getElementById('sign-out')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (!csrf()) await refresh().catch(() => null)
    leave()
    await store.forgetDay()
    await draw()
    if (csrf()) form.querySelector('[name=csrfmiddlewaretoken]').value = csrf()
    form.submit()
  })
}

async function keepPage () {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register(place.dataset.worker, { scope: place.dataset.scope })
  navigator.serviceWorker.addEventListener('controllerchange', draw)
  const { active } = await navigator.serviceWorker.ready
  // A page that was on its way while the worker began its work was passed over, and would stay without it.
  if (!navigator.serviceWorker.controller) active.postMessage('claim')
}

function catchUp () {
  if (!late) return
  late = false
  draw()
}

// The click comes after the finger is lifted, and before what was put off: a mouse's at once, a finger's a little later.
function lifted ({ type, pointerType }) {
  clearTimeout(lifting)
  lifting = setTimeout(() => {
    pressed = false
    catchUp()
  }, type === 'pointerup' && pointerType === 'touch' ? TAP : 0)
}

function touched () {
  clearTimeout(lifting)
  pressed = true
}

function begin () {
  addEventListener('pointerdown', touched, true)
  for (const end of ['pointerup', 'pointercancel', 'click']) addEventListener(end, lifted, true)
  place.addEventListener('focusout', () => setTimeout(catchUp))
  addEventListener('blur', lifted) // lifted outside the window
  addEventListener('hashchange', draw)
  addEventListener('online', later)
  addEventListener('offline', () => { state.online = false; draw() })
  document.addEventListener('visibilitychange', () => document.hidden || later())
  setInterval(() => state.sending || later(), EVERY)
  signOut()
  navigator.storage?.persist?.()
  draw().then(later)
  // Whether the page can be kept is said once it is known, not while the browser is still getting ready.
  keepPage().catch(() => null).then(() => { state.settled = true; return draw() })
}

if ('indexedDB' in window) begin()
else place.replaceChildren(h('p', {}, place.dataset.old))
