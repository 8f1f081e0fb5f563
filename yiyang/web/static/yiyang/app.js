// What a page does beyond HTML. Everything here is a convenience: each page works without it.
import { Button, ErrorSummary, PasswordInput } from '../vendor/govuk-frontend.js'

const all = (selector, scope = document) => [...scope.querySelectorAll(selector)]

function enhance () {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  const words = document.body.dataset
  const i18n = { showPassword: words.show, hidePassword: words.hide, showPasswordAriaLabel: words.showLabel,
    hidePasswordAriaLabel: words.hideLabel, passwordShownAnnouncement: words.shown,
    passwordHiddenAnnouncement: words.hidden }
  for (const element of all('[data-module="govuk-button"]')) new Button(element, { preventDoubleClick: true })
  for (const element of all('[data-module="govuk-error-summary"]')) new ErrorSummary(element)
  for (const element of all('[data-module="govuk-password-input"]')) new PasswordInput(element, { i18n })
}

// Charts load only when one comes near the screen; pages without a chart never fetch the library.
function charts () {
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      seen.unobserve(target)
      Promise.all([import(target.dataset.chart), import(target.dataset.library)])
        .then(([ours, library]) => ours.draw(target, library.init))
    }
  }, { rootMargin: '400px' })
  for (const figure of all('figure[data-chart]')) seen.observe(figure)
}

// What folds out of the header closes by Escape, by a click elsewhere, and when the keyboard leaves it.
function account () {
  for (const menu of all('details.account, details.more')) {
    const leave = ({ target, relatedTarget }) => {
      const next = relatedTarget ?? target
      if (next instanceof Node && !menu.contains(next)) menu.open = false
    }
    document.addEventListener('click', ({ target }) => leave({ target }))
    menu.addEventListener('focusout', ({ relatedTarget }) => { if (relatedTarget) leave({ relatedTarget }) })
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !menu.open) return
      menu.open = false
      menu.querySelector('summary').focus()
    })
  }
}

// What of the page is said: what is seen of it, without what only the eye wants, lists to choose from, and numbers of
// provisions, of which the article is said. Nothing is painted between hiding these and showing them again.
function words () {
  const main = document.querySelector('main')
  const unsaid = [...main.querySelectorAll('[aria-hidden="true"], select, .provision__id')]
  for (const one of unsaid) one.style.setProperty('display', 'none')
  const found = main.innerText
  for (const one of unsaid) one.style.removeProperty('display')
  return found
}

// Elder mode reads the page aloud with the voices of the device itself; nothing leaves it.
function readAloud () {
  const button = document.querySelector('[data-read-aloud]')
  if (!button || !('speechSynthesis' in window)) return
  button.hidden = false
  button.addEventListener('click', () => {
    const speaking = button.getAttribute('aria-pressed') === 'true'
    speechSynthesis.cancel()
    button.setAttribute('aria-pressed', String(!speaking))
    if (speaking) return
    const speech = new SpeechSynthesisUtterance(words())
    speech.lang = document.documentElement.lang === 'en' ? 'en-GB' : 'zh-CN'
    speech.rate = 0.85
    speech.onend = () => button.setAttribute('aria-pressed', 'false')
    speechSynthesis.speak(speech)
  })
}

const typing = ({ target }) =>
  target.closest('input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]')

// The page's own approval: a button, or the first answer of its main form; pressed, and left with the keyboard on it.
function approve () {
  const found = document.querySelector('[data-key="a"]') ??
    document.querySelector('[data-primary] input[type="radio"][name="step_outcome"]') ??
    document.querySelector('[data-primary] :is(input:not([type="hidden"]), textarea, select)')
  found?.focus()
  found?.click()
}

function goBack () {
  const found = document.querySelector('[data-key="r"]')
  found?.focus()
  found?.click()
}

function move (step) {
  const rows = all('[data-row]')
  if (!rows.length) return
  const now = rows.findIndex((row) => row.classList.contains('is-current'))
  const next = Math.min(Math.max(now + step, 0), rows.length - 1)
  for (const row of rows) row.classList.toggle('is-current', row === rows[next])
  const target = rows[next].querySelector('a, button, input') ?? rows[next]
  target.focus({ preventScroll: true })
  rows[next].scrollIntoView({ block: 'nearest' })
}

// Every line, or none once all are ticked; the page says how many.
function tickAll () {
  const boxes = all('[data-tick]')
  const wanted = boxes.some((box) => !box.checked)
  for (const box of boxes) if (box.checked !== wanted) box.click()
}

function ticks () {
  const told = document.querySelector('[data-ticked]')
  if (!told) return
  const every = document.querySelector('[data-tick-all]')
  const show = () => {
    const boxes = all('[data-tick]')
    const ticked = boxes.filter((box) => box.checked).length
    told.textContent = ticked
    if (!every) return
    every.hidden = false
    every.checked = ticked > 0 && ticked === boxes.length
    every.indeterminate = ticked > 0 && ticked < boxes.length
  }
  every?.addEventListener('change', tickAll)
  document.addEventListener('change', show)
  show()
}

const numbered = (key) => /^[1-9]$/.test(key) && document.querySelector(`[data-key="${key}"]`)

const KEYS = {
  '/': () => (document.querySelector('[data-search] input:not([type="date"], [type="hidden"])') ??
    document.getElementById('search'))?.focus(),
  j: () => move(1),
  k: () => move(-1),
  o: () => document.querySelector('[data-row].is-current a')?.click(),
  x: () => document.querySelector('[data-row].is-current [data-tick]')?.click(),
  X: tickAll,
  a: approve,
  r: goBack,
  '?': () => document.getElementById('keys')?.showModal()
}

// The keys work on desk pages only, and their help lets a person switch them off. They begin once every script of the
// page has run: a key leads to fields, and one that comes to be hidden a moment later would lose the keyboard again.
function keyboard () {
  if (!document.getElementById('keys')) return
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event)) return
    const button = numbered(event.key)
    if (document.querySelector('dialog[open]') || !(event.key in KEYS || button)) return
    event.preventDefault()
    if (button) button.click()
    else KEYS[event.key]()
  })
}

// A filter with few choices answers at once; without scripts its button does the same.
function filters () {
  for (const form of all('form[data-auto]')) form.addEventListener('change', () => form.requestSubmit())
}

function printing () {
  for (const button of all('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}

// A form sent after its sign-in had ended comes back filled in; sending it is for its writer.
function keptForm () {
  const note = document.querySelector('[data-kept]')
  if (!note) return
  const { kept, keptPath } = note.dataset
  const form = all('form[method="post"]', document.querySelector('main'))
    .find((one) => new URL(one.action, location.href).pathname === keptPath)
  if (!form) return
  for (const [name, value] of JSON.parse(document.getElementById('kept-fields').textContent)) fill(form, name, value)
  const mark = Object.assign(document.createElement('input'), { type: 'hidden', name: 'kept', value: kept })
  form.append(mark)
}

function fill (form, name, value) {
  for (const control of all('input, select, textarea', form).filter((one) => one.name === name)) {
    if (control.type === 'checkbox' || control.type === 'radio') control.checked ||= control.value === value
    else if (!['hidden', 'file', 'password'].includes(control.type)) control.value = value
  }
}

// A carer's phone keeps a day's names for hours without a network. They leave it with sign-out, and as soon as a page
// shows that somebody else, or nobody, is signed in; what has not been sent yet stays, without a name in it.
async function forgetNames () {
  const { viewer } = document.body.dataset
  if (viewer === undefined || !indexedDB.databases) return
  if (!(await indexedDB.databases()).some(({ name }) => name === 'yiyang-carer')) return
  const store = await import('./carer/store.js')
  const owner = (await store.get('meta', 'owner'))?.value
  if (owner !== undefined && String(owner) !== viewer) await store.forgetDay()
  for (const form of all('form[action$="/account/logout/"]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      store.forgetDay().finally(() => form.submit())
    })
  }
}

enhance()
charts()
readAloud()
ticks()
account()
filters()
printing()
keptForm()
forgetNames()
document.addEventListener('DOMContentLoaded', keyboard)
