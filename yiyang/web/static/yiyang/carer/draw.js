// The two screens: today's visits, and one visit. Everything on them is made from elements, never from markup in a text.
const english = document.documentElement.lang === 'en'
export const words = JSON.parse(document.getElementById('words').textContent)
export const say = (text) => english ? text.en : text.zh
export const fill = (text, told) => text.replace(/\{(\w+)\}/g, (_, name) => told[name])

export function h (tag, told = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(told)) {
    if (value === false || value === null || value === undefined) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

const clock = (moment) => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' })
  .format(new Date(moment))
export const dayOf = (moment) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(moment))
const weekday = (moment) => new Intl.DateTimeFormat(english ? 'en-GB' : 'zh-CN',
  { weekday: 'short', month: 'numeric', day: 'numeric', timeZone: 'Asia/Shanghai' }).format(new Date(moment))

const status = (tone, text) => h('span', { class: `status status--${tone}` }, text)

function standing (booking, report, sent) {
  if (report?.problem) return status('wrong', words.refused)
  if (report?.over) return status('waiting', words.waits)
  if (report?.checkIn) return status('waiting', words.begun)
  if (sent || booking.status === 'done') return status('paid', words.sent)
  if (booking.status === 'begun') return status('waiting', words.elsewhere)
  return status('waiting', words.booked)
}

export function queue ({ online, signedIn, sending }, waits, refused, keeps, owner) {
  const count = waits.length
  const some = count === 1 ? words.one_waits : fill(words.many_wait, { n: count })
  // Without knowing who is there, nothing is said of what others have sent; only that something of theirs waits here.
  const text = count ? (owner ? some : fill(words.others, { n: count })) : owner ? words.nothing_waits : ''
  const why = !online ? words.offline : signedIn === false ? words.sign_in_first : sending ? words.sending : ''
  return h('div', { class: `queue queue--${count ? 'waiting' : 'clear'}`, id: 'queue' },
    h('p', { class: 'queue__text', role: 'status' }, h('b', {}, text), why ? ` ${why}` : ''),
    refused ? h('p', {}, words.some_refused) : null,
    signedIn === false && online
      ? h('p', {}, h('a', { class: 'govuk-button', href: words.sign_in_url }, words.sign_in))
      : null,
    keeps ? null : h('p', { class: 'small' }, words.no_worker))
}

export function list (bookings, reports, sent, owner) {
  if (!owner) return [h('h1', {}, words.title), h('p', {}, words.nobody)]
  const today = dayOf(Date.now())
  const days = [...new Set(bookings.map((one) => dayOf(one.starts_at)))].sort()
  const shown = days.includes(today) ? days : [today, ...days]
  return [h('h1', {}, words.title), ...shown.map((day) => {
    const found = bookings.filter((one) => dayOf(one.starts_at) === day)
    const name = found.length ? weekday(found[0].starts_at) : weekday(Date.now())
    return h('section', {},
      h('h2', { class: 'day-title' }, day === today ? `${words.today} · ${name}` : name),
      found.length ? h('ul', { class: 'taps' }, found.map((one) => row(one, reports, sent))) : h('p', {}, words.free))
  })]
}

function row (one, reports, sent) {
  const report = reports.find((each) => each.booking === one.id)
  const done = sent.find((each) => each.booking === one.id)
  return h('li', { class: 'tap tap--waiting' }, h('a', { class: 'tap__link', href: `#visit/${one.id}`, id: `visit-${one.id}` },
    h('span', { class: 'tap__when' }, clock(one.starts_at)),
    h('span', { class: 'tap__who' }, `${one.person} · ${say(one.kind_words)}`),
    h('span', { class: 'tap__status' }, standing(one, report, done))))
}

export function visit (one, report, photos, done, act) {
  const head = [
    h('p', {}, h('a', { class: 'standalone', href: '#', id: 'back' }, `← ${words.title}`)),
    h('h1', {}, one.person, ' ', h('span', { class: 'nowrap' }, clock(one.starts_at))),
    h('p', { class: 'row' }, standing(one, report, done), h('span', {}, say(one.kind_words)),
      h('span', {}, fill(words.minutes, { n: one.minutes })))
  ]
  if (!report && (done || one.status === 'done')) return [...head, closed(done)]
  if (!report && one.status === 'begun') return [...head, h('p', {}, words.elsewhere_why)]
  if (report?.over) return [...head, problem(report, act), over(report, photos, act)]
  return [...head, problem(report, act), report?.checkIn ? during(one, report, photos, act) : before(report, act)]
}

const problem = (report, act) => report?.problem
  ? h('div', { class: 'todo', role: 'alert' }, h('h2', { class: 'todo__title' }, words.refused),
    h('div', { class: 'queue' }, h('p', {}, report.problem), h('p', {}, words.refused_why),
      big('again', words.again, act.again), report.over ? big('drop', words.drop, act.drop, 'warning') : null))
  : null

// The second tap of a double tap falls on whatever has come to stand there: only the first counts.
const big = (id, text, act, kind = '', told = {}, again = false) => h('button', { type: 'button', id, ...told,
  class: `govuk-button big${kind ? ` govuk-button--${kind}` : ''}`,
  onclick: ({ detail }) => { if (again || detail < 2) act() } }, text)

function before (report, act) {
  const ticks = report?.ticks ?? {}
  const ready = Object.values(ticks).filter(Boolean).length === words.ticks.length
  return h('section', {},
    h('h2', {}, words.before),
    words.ticks.map(([name, text]) => big(`tick-${name}`, `${ticks[name] ? '✓ ' : ''}${text}`, () => act.tick(name),
      'secondary', { 'aria-pressed': ticks[name] ? 'true' : 'false' })),
    big('start', words.start, act.start, '', { disabled: !ready }))
}

function during (one, report, photos, act) {
  const left = one.items.filter((item) => !report.items[item.code])
  return h('section', {},
    h('p', {}, h('b', {}, fill(words.since, { clock: clock(report.checkIn) }))),
    h('h2', {}, words.items),
    h('ul', { class: 'plain' }, one.items.map((item) => itemRow(item, report, act))),
    one.extras.filter((each) => each.consented).map((each) => big(`extra-${each.number}`,
      `${report.extras.includes(each.number) ? '✓ ' : ''}${each.text}`, () => act.extra(each.number), 'secondary',
      { 'aria-pressed': report.extras.includes(each.number) ? 'true' : 'false' })),
    pictures(photos, act),
    h('h2', {}, words.end),
    left.length ? h('p', { class: 'late' }, fill(words.undone, { n: left.length })) : null,
    photos.count ? null : h('p', { class: 'late' }, words.no_photo),
    act.asks ? [h('p', {}, h('b', {}, words.really)), big('finish-now', words.finish_now, act.finish),
      big('not-yet', words.not_yet, act.ask, 'secondary')] : big('finish', words.finish, act.ask))
}

function itemRow (item, report, act) {
  const count = report.items[item.code] ?? 0
  const label = say(item.label)
  const input = h('input', { class: 'govuk-input done-item__count', id: `minutes-${item.code}`, type: 'number', min: 0, max: 1440,
    inputmode: 'numeric', value: String(count), 'aria-label': `${label}: ${words.minutes_of}`,
    onchange: ({ target }) => { target.defaultValue = target.value; act.minutes(item.code, Number(target.value)) } })
  return h('li', { class: 'done-item' },
    big(`item-${item.code}`, `${count ? '✓ ' : ''}${label}`, () => act.minutes(item.code, count ? 0 : item.minutes), 'secondary',
      { 'aria-pressed': count ? 'true' : 'false' }),
    h('div', { class: 'done-item__row' },
      big(`less-${item.code}`, '−5', () => act.minutes(item.code, count - 5), 'secondary', { 'aria-label': `${label}: −5` }, true),
      input,
      big(`more-${item.code}`, '+5', () => act.minutes(item.code, count + 5), 'secondary', { 'aria-label': `${label}: +5` }, true)),
    count && item.least && count < item.least ? h('p', { class: 'late' }, fill(words.least, { n: item.least })) : null)
}

function pictures (photos, act) {
  const input = h('input', { class: 'govuk-visually-hidden', id: 'photo', type: 'file', multiple: true, capture: 'environment',
    accept: 'image/jpeg,image/png,image/webp', onchange: ({ target }) => act.photograph([...target.files]) })
  return [h('h2', {}, words.photos),
    h('p', { role: 'status' }, photos.count ? fill(words.photo_count, { n: photos.count }) : words.photo_none),
    photos.refused.map((one) => h('div', { class: 'late' }, h('p', {}, one.problem),
      big(`drop-${one.id}`, words.drop_photo, () => act.dropPhoto(one.id), 'secondary'))),
    h('div', { class: 'photo-take' }, input,
      h('label', { class: 'govuk-button govuk-button--secondary big', for: 'photo' }, words.photo_take))]
}

function over (report, photos, act) {
  const out = report.checkOut ? `–${clock(report.checkOut)}` : ''
  return h('section', {},
    h('p', {}, h('b', {}, `${clock(report.checkIn)}${out}`), ' ', words.over),
    report.clockBack ? h('p', { class: 'late' }, words.clock_back) : null,
    h('p', {}, words.over_why), pictures(photos, act))
}

const closed = (done) => h('section', {}, h('p', {}, words.closed),
  done?.late ? h('p', { class: 'late' }, fill(words.late, { n: done.minutes })) : done?.minutes
    ? h('p', { class: 'muted' }, fill(words.arrived, { n: done.minutes })) : null)
