// Keeps the carer's page and its files for hours without a network. It keeps no answer that names anybody: the page is the
// same for everybody, and what it shows it has from the phone's own store. `KEPT` stands above, written by the server.
const { shell, files } = self.KEPT
const CACHE = 'yiyang-carer-1'
const PATIENCE = 3000 // ms until the kept page is shown instead of waiting for a slow network

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.all([shell, ...files].map((url) => renew(cache, url))))
    .then(whole).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
  event.waitUntil(old.then(() => self.clients.claim()))
})

self.addEventListener('message', (event) => {
  if (event.data === 'claim') event.waitUntil(self.clients.claim())
})

// A page of which a file is missing would not open without a network: better no worker until the next time.
function whole (answers) {
  if (!answers.every((answer) => answer.ok)) throw new Error('a file could not be kept')
}

async function renew (cache, url) {
  const answer = await fetch(url, { cache: 'no-cache', credentials: 'same-origin' })
  if (answer.ok && !answer.redirected) await cache.put(url, answer.clone())
  return answer
}

async function page () {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(shell)
  const network = renew(cache, shell)
  if (!kept) return network
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept))
  return Promise.race([network.then((answer) => answer.ok ? answer : kept, () => kept), patience])
}

async function file (event, url) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(url)
  const network = renew(cache, url)
  if (!kept) return network
  event.waitUntil(network.catch(() => null))
  return kept
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (event.request.mode === 'navigate') {
    if (url.pathname === shell) event.respondWith(page())
    return
  }
  if (files.includes(url.pathname)) event.respondWith(file(event, url.pathname))
})
