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
    const speech = new SpeechSynthesisUtterance(document.querySelector('main').innerText)
    speech.lang = document.documentElement.lang === 'en' ? 'en-GB' : 'zh-CN'
    speech.rate = 0.85
    speech.onend = () => button.setAttribute('aria-pressed', 'false')
    speechSynthesis.speak(speech)
  })
}

const typing = ({ target }) => target.closest('input, textarea, select, [contenteditable]')

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

const KEYS = {
  '/': () => document.querySelector('[data-search] input:not([type="date"], [type="hidden"])')?.focus(),
  j: () => move(1),
  k: () => move(-1),
  o: () => document.querySelector('[data-row].is-current a')?.click(),
  a: () => document.querySelector('[data-key="a"]')?.click(),
  r: () => document.querySelector('[data-key="r"]')?.click(),
  '?': () => document.getElementById('keys')?.showModal()
}

// The keys work on desk pages only, and their help lets a person switch them off.
function keyboard () {
  if (!document.getElementById('keys')) return
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event)) return
    if (document.querySelector('dialog[open]') || !(event.key in KEYS)) return
    event.preventDefault()
    KEYS[event.key]()
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

enhance()
charts()
readAloud()
keyboard()
filters()
printing()
