// Pages of cases: fields asked only while another has a certain answer, and papers looked at without leaving the page.
// Without this file every field is shown with its condition in words, and every paper stands in the page.

const all = (selector, scope = document) => [...scope.querySelectorAll(selector)]

const FIELDS = 'input:not([type="hidden"]), select, textarea, button:not([tabindex="-1"])'

// Where the keyboard stands in a field that goes away, it goes on to what is asked next.
function handOn (form) {
  const gone = document.activeElement?.closest('[data-when][hidden]')
  if (!gone || !form.contains(gone)) return
  const after = (one) => gone.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING
  all(FIELDS, form).find((one) => after(one) && !one.closest('[hidden]'))?.focus()
}

function conditions () {
  for (const form of all('form')) {
    const asked = all('[data-when]', form)
    if (!asked.length) continue
    for (const note of all('[data-when-note]', form)) note.hidden = true
    const show = () => {
      for (const one of asked) {
        const chosen = all(`[name="${CSS.escape(one.dataset.when)}"]`, form)
          .filter((input) => !['radio', 'checkbox'].includes(input.type) || input.checked)
          .filter((input) => !input.closest('.asked')?.hidden).map((input) => input.value)
        one.hidden = !one.dataset.values.split(' ').some((value) => chosen.includes(value))
      }
      handOn(form)
    }
    form.addEventListener('change', show)
    show()
  }
}

function papers (section) {
  const pages = all('[data-paper-page]', section)
  const place = section.querySelector('[data-paper-place]')
  const views = pages.map(() => ({ size: 1, turns: 0 }))
  let now = 0
  const show = () => {
    pages.forEach((page, number) => { page.hidden = number !== now })
    const picture = pages[now].querySelector('img')
    place.textContent = `${now + 1} / ${pages.length}`
    if (!picture) return
    const { size, turns } = views[now]
    picture.style.transform = `rotate(${turns * 90}deg)`
    picture.style.width = `${size * 100}%`
    picture.style.maxWidth = 'none'
  }
  const steps = {
    previous: () => { now = (now + pages.length - 1) % pages.length },
    next: () => { now = (now + 1) % pages.length },
    larger: () => { views[now].size = Math.min(views[now].size * 1.25, 4) },
    smaller: () => { views[now].size = Math.max(views[now].size / 1.25, 0.4) },
    turn: () => { views[now].turns = (views[now].turns + 1) % 4 }
  }
  const take = (step) => { steps[step](); show() }
  section.querySelector('[data-paper-tools]').hidden = false
  for (const button of all('[data-paper]', section)) button.addEventListener('click', () => take(button.dataset.paper))
  const keys = { n: 'next', p: 'previous', '+': 'larger', '-': 'smaller', t: 'turn' }
  if (document.getElementById('keys')) {
    document.addEventListener('keydown', (event) => {
      const typing = event.target.closest('input:not([type="radio"], [type="checkbox"]), textarea, select')
      if (event.ctrlKey || event.metaKey || event.altKey || typing || !(event.key in keys)) return
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      take(keys[event.key])
    })
  }
  show()
}

conditions()
for (const section of all('[data-papers]')) papers(section)
