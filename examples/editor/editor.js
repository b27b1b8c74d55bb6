// The page's only script: it types, saves, runs and shows, by the public API alone.

const byId = id => document.getElementById(id)
const language = byId('language'), runButton = byId('run'), stopButton = byId('stop'), stdin = byId('stdin')
const typing = byId('typing'), line = byId('line')
const saving = byId('saving'), running = byId('running')
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))

// ---- Calling: every failure that may pass says so, and how long to wait.

async function call(method, path, body) {
  let response
  try {
    response = await fetch(path, {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(15_000)
    })
    const answer = await response.json()
    return { ...answer, http: response.status, wait: answer.retry_after_ms ?? 1000 * response.headers.get('Retry-After') }
  } catch {
    // No answer, or one that isn't Livecode's: a proxy may speak for it.
    return { http: response?.status >= 500 ? 503 : 0 }
  }
}

const passes = answer => [0, 429, 500, 503].includes(answer.http)

function inWords(answer) {
  switch (answer.http) {
    case 0: return 'Livecode can’t be reached: the network may be away. What you typed is kept here.'
    case 429: return `That was too fast for now${answer.details ? ': ' + lowerFirst(answer.details[0]) : ''}.`
    case 500: return 'Something is broken on Livecode’s side.'
    case 503: return 'A part of Livecode is away for a moment.'
    case 413: return 'This is too large: a program and its input have at most 256 KiB each.'
    default: return `Livecode refused it: ${(answer.details ?? [answer.error]).join(', ')}.`
  }
}

const lowerFirst = text => text.charAt(0).toLowerCase() + text.slice(1)

/** Shows words at a place. Screen readers hear them once: neither the seconds beside them nor each save that goes well. */
function say(place, words, kind = '') {
  const [status, wait] = place.children
  status.ariaLive = place === running || kind === 'bad' || place.classList.contains('bad') ? 'polite' : 'off'
  if (status.textContent !== words) status.textContent = words
  wait.textContent = ''
  place.className = `saying ${kind}`
}

/** Calls until the answer is no passing failure; says meanwhile what is in the way and counts down to the next try. */
async function insist(place, request) {
  for (let tries = 0; ; tries++) {
    const answer = await request()
    if (!passes(answer)) return answer
    say(place, `${inWords(answer)} It is tried again by itself.`, 'bad')
    const until = Date.now() + (answer.wait || Math.min(1000 * 2 ** tries, 8000))
    while (Date.now() < until) {
      place.lastElementChild.textContent = `(in ${Math.ceil((until - Date.now()) / 1000)} s)`
      await pause(Math.min(250, until - Date.now()))
    }
    place.lastElementChild.textContent = ''
  }
}

// ---- The editor

ace.config.set('basePath', '/editor/ace')
ace.config.set('useStrictCSP', true)
ace.config.setDefaultValue('session', 'useWorker', false)
const editor = ace.edit('source', {
  readOnly: true,
  theme: { cssClass: 'ace-livecode', $id: 'livecode' },
  enableKeyboardAccessibility: true,
  textInputAriaLabel: 'Program',
  showFoldWidgets: false,
  showPrintMargin: false,
  scrollPastEnd: 0.25
})
// Nothing in it can be pressed.
document.querySelector('.ace_gutter').tabIndex = -1
// Ace alone may scroll in there: what the browser shifts, for its own search say, nobody shifts back.
editor.renderer.scroller.addEventListener('scroll', event => event.target.scrollTo(0, 0))
// These need further files of Ace; the browser finds too.
editor.commands.removeCommands([
  'find', 'replace', 'gotoline', 'openCommandPalette', 'showSettingsMenu', 'goToNextError', 'goToPreviousError'
])

const modes = { bash: 'sh', c: 'c_cpp', cpp: 'c_cpp', java: 'java', javascript: 'javascript', lua: 'lua', python: 'python', ruby: 'ruby' }
let templates = {}
// What was typed in each language, so that looking at another one loses nothing.
const texts = JSON.parse(sessionStorage.getItem('texts') ?? '{}')
let shown = ''

function show(name, text) {
  shown = language.value = name
  editor.setSession(ace.createEditSession(text, `ace/mode/${modes[name] ?? 'text'}`))
}

language.addEventListener('change', () => {
  texts[shown] = editor.getValue()
  sessionStorage.setItem('texts', JSON.stringify(texts))
  show(language.value, texts[language.value] ?? templates[language.value])
  edited()
})

// ---- Saving: a session is opened by the first change or run, and its id stands in the address.

let session = location.hash.slice(1)
let stored = ''
let timer
let attempt

const draft = () => ({ language: shown, source_code: editor.getValue() })
const isGone = answer => [403, 404].includes(answer.http)
const isStored = () => JSON.stringify(draft()) === stored

function keep(id) {
  session = id
  history.replaceState(null, '', id ? `#${id}` : location.pathname)
}

function edited() {
  clearTimeout(timer)
  timer = setTimeout(save, 600)
  if (!attempt) say(saving, 'Not saved yet.')
}

editor.on('change', edited)

/** Resolves to whether what is on the screen is stored. */
async function save() {
  clearTimeout(timer)
  while (attempt) await attempt
  if (session && isStored()) {
    say(saving, 'Saved.', 'good')
    return true
  }
  attempt = saveOnce()
  try {
    return await attempt
  } finally {
    attempt = undefined
  }
}

async function saveOnce() {
  let sent
  const answer = await insist(saving, () => {
    say(saving, 'Saving …')
    sent = draft()
    return session ? call('PATCH', `/code-sessions/${session}`, sent) : call('POST', '/code-sessions', sent)
  })
  if (session && isGone(answer)) {
    // What was typed lives on in a new one.
    keep('')
    return saveOnce()
  }
  if (answer.http !== 200) {
    say(saving, `Not saved. ${inWords(answer)}`, 'bad')
    return false
  }
  keep(answer.session_id)
  stored = JSON.stringify(sent)
  say(saving, isStored() ? 'Saved.' : 'Not saved yet.', isStored() ? 'good' : '')
  return true
}

addEventListener('beforeunload', event => {
  if (!isStored()) event.preventDefault()
})

// ---- Running

let starting = false
let followed = ''
let far = {}
let note = ''

async function run() {
  if (starting) return
  starting = true
  try {
    const answer = await insist(running, start)
    if (answer.http === 200) follow(answer.execution_id, !stdin.value, 0)
    else if (answer.http === 409) followOther()
    else say(running, answer.http ? inWords(answer) : 'It can’t run before it is saved.', 'bad')
  } finally {
    starting = false
  }
}

/** What was saved last is what runs. It reads what stands in the field, or what is typed while it runs. */
async function start() {
  say(running, 'Saving first …')
  if (!await save()) return {}
  say(running, 'Starting …')
  const options = stdin.value ? { stdin: stdin.value } : { interactive: true }
  const answer = await call('POST', `/code-sessions/${session}/run`, options)
  if (!isGone(answer)) return answer
  keep('')
  return start()
}

async function followOther() {
  const { active_execution_id: active } = await call('GET', `/code-sessions/${session}`)
  if (!active) return say(running, 'Another run has just ended. Run it again.', 'bad')
  if (active !== followed) follow(active, true)
  note = 'This program was running already; a second run has to wait until it has ended.'
  sayHowFar()
}

/** Looks at a run until it has ended or another one is looked at: by its stream, or where that is refused by asking. */
async function follow(id, mayType, typed) {
  followed = id
  lastInput = typed
  far = {}
  note = ''
  clear()
  result({})
  goesOn(id, mayType)
  const stream = { tries: true, lastId: '' }
  let execution
  for (let every = 100; ; every = Math.min(every * 1.3, 1000)) {
    execution = stream.tries && await watch(id, stream)
    if (followed !== id) return
    if (execution) break
    execution = await insist(running, () => call('GET', `/executions/${id}`))
    if (followed !== id) return
    if (execution.http !== 200) break
    if (execution.completed_at) {
      printed(execution)
      break
    }
    far = execution
    sayHowFar()
    await pause(every)
  }
  followed = ''
  isOver()
  if (execution.http && execution.http !== 200) return say(running, inWords(execution), 'bad')
  result(execution)
  say(running, `${ending(execution)} ${note}`, execution.status === 'COMPLETED' ? 'good' : 'bad')
}

function sayHowFar() {
  if (stopping) say(running, 'Stopping …')
  else if (far.status) say(running, `${far.status === 'QUEUED' ? 'Waiting for a free place' : 'Running'} … ${note}`)
}

/** Resolves to the run's end; or to nothing, when the stream is refused or another run is looked at. */
function watch(id, stream) {
  const from = stream.lastId && `?last_event_id=${encodeURIComponent(stream.lastId)}`
  const source = new EventSource(`/executions/${id}/stream${from}`)
  stream.tries = false
  return new Promise(resolve => {
    const close = end => {
      source.close()
      resolve(end)
    }
    const on = (name, take) => source.addEventListener(name, event => {
      if (followed !== id) return close()
      stream.lastId = event.lastEventId ?? stream.lastId
      take(event.data && JSON.parse(event.data))
    })
    // One that was there may come back.
    on('open', () => { stream.tries = true; sayHowFar() })
    on('status', status => { far = status; sayHowFar() })
    on('stdout', ({ text }) => print('stdout', text))
    on('stderr', ({ text }) => print('stderr', text))
    on('reset', () => { clear(); note = 'It had to be started again.' })
    on('end', close)
    source.addEventListener('error', () => {
      if (followed !== id || source.readyState === EventSource.CLOSED) close()
      else say(running, 'The connection is lost for a moment. It comes back by itself.', 'bad')
    })
  })
}

// ---- Stopping it, and typing to it

let stopping = false
let lastInput
let sending = Promise.resolve()

function goesOn(id, mayType) {
  stopping = stopButton.disabled = false
  typing.hidden = true
  // What ends at once asks for nothing: the page does not jump for it.
  setTimeout(() => { typing.hidden = followed !== id || !mayType }, 300)
}

function isOver() {
  noMoreTyping()
  if (stopButton === document.activeElement) runButton.focus()
  stopButton.disabled = true
  line.value = ''
}

/** Whoever works with the keyboard goes on from where the run can be stopped. */
function noMoreTyping() {
  if (typing.contains(document.activeElement)) stopButton.focus()
  typing.hidden = true
}

async function stop() {
  const id = followed
  if (!id || stopping) return
  stopping = true
  sayHowFar()
  const answer = await insist(running, () => call('DELETE', `/executions/${id}`))
  if (followed !== id) return
  stopping = answer.http === 200
  if (stopping) sayHowFar()
  else say(running, inWords(answer), 'bad')
}

/** One after the other. */
function type(text, end) {
  const id = followed
  if (text) print('stdout', text, 'typed')
  sending = sending.then(() => give(id, { text, end }))
}

/** By its number an input is known that is sent twice; where others have typed before, the first answer tells the number. */
async function give(id, input) {
  while (followed === id) {
    const sequence = lastInput === undefined ? undefined : lastInput + 1
    const answer = await insist(running, () => call('POST', `/executions/${id}/stdin`, { ...input, sequence }))
    if (answer.code !== 'STDIN_FULL') {
      lastInput = answer.sequence
      if (input.end || answer.http !== 200) noMoreTyping()
      return
    }
    // The program reads later.
    await pause(500)
  }
}

stopButton.addEventListener('click', stop)
byId('no-more').addEventListener('click', () => type('', true))
typing.addEventListener('submit', event => {
  event.preventDefault()
  type(`${line.value}\n`, false)
  line.value = ''
})

// ---- Showing

function ending(execution) {
  switch (execution.reason ?? execution.status) {
    case 'COMPLETED': return byId('stdout').textContent || byId('stderr').textContent ? 'Finished.' : 'Finished. It printed nothing.'
    case 'NON_ZERO_EXIT': return `The program ended with an error: exit code ${execution.exit_code}.`
    case 'SIGNALED': return `The program crashed${signals[execution.signal] ?? ''} (signal ${execution.signal}).`
    case 'COMPILE_ERROR': return 'The compiler doesn’t understand the program: see Errors.'
    case 'MEMORY_LIMIT': return 'Stopped: the program needed too much memory.'
    case 'OUTPUT_LIMIT': return 'Stopped: the program printed too much. Is there a loop without an end?'
    case 'WALL_TIME':
    case 'CPU_TIME': return 'Stopped: the program took too long. Is there a loop without an end, or does it wait for input?'
    case 'CANCELLED': return 'Stopped, as somebody asked.'
    case 'EXPIRED': return 'Not run: it waited too long for a free place. Run it again.'
    default: return 'Livecode itself failed. Run it again.'
  }
}

const signals = {
  6: ': it gave up by itself',
  8: ': an impossible calculation, such as a division by zero',
  11: ': it used memory that isn’t its own'
}

function print(name, text, kind = '') {
  const place = byId(name)
  const isAtEnd = place.scrollTop + place.clientHeight >= place.scrollHeight - 5
  const piece = document.createElement('span')
  piece.className = kind
  piece.textContent = text
  place.append(kind ? piece : text)
  place.hidden = byId(`${name}-title`).hidden = false
  if (isAtEnd) place.scrollTop = place.scrollHeight
}

function clear() {
  byId('stdout').textContent = byId('stderr').textContent = ''
  byId('stderr').hidden = byId('stderr-title').hidden = true
}

/** All that it has printed, instead of what is shown of it. */
function printed({ stdout, stderr }) {
  clear()
  if (stdout) print('stdout', stdout)
  if (stderr) print('stderr', stderr)
}

function result(execution) {
  for (const name of ['stdout', 'stderr']) {
    if (execution[`${name}_truncated`]) print(name, `\n… cut off: ${execution[`${name}_bytes`]} bytes were printed`)
  }
  const facts = { Time: execution.execution_time_ms, 'Exit code': execution.exit_code }
  byId('facts').replaceChildren(...Object.entries(facts).filter(([, value]) => value !== undefined).map(fact))
  byId('result').scrollIntoView({ block: 'nearest' })
}

function fact([name, value]) {
  const pair = document.createElement('div')
  pair.append(document.createElement('dt'), document.createElement('dd'))
  pair.firstChild.textContent = name
  pair.lastChild.textContent = name === 'Time' ? `${value} ms` : value
  return pair
}

runButton.addEventListener('click', run)
document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    event.stopPropagation()
    run()
  }
}, { capture: true })

// ---- Beginning

async function begin() {
  const { languages } = await insist(saving, () => call('GET', '/languages'))
  templates = Object.fromEntries(languages.map(it => [it.name, it.template]))
  language.replaceChildren(...languages.map(it => new Option(it.title, it.name)))
  const found = session ? await insist(saving, () => call('GET', `/code-sessions/${session}`)) : {}
  if (found.http === 200) show(found.language, found.source_code)
  else show(templates.python ? 'python' : languages[0].name, templates.python ?? languages[0].template)
  stored = JSON.stringify(draft())
  editor.setReadOnly(false)
  language.disabled = false
  if (found.status !== 'ACTIVE') keep('')
  if (found.active_execution_id) follow(found.active_execution_id, true)
  if (found.http && found.http !== 200) say(saving, 'There is no program at this address; this is a new one.')
  else say(saving, found.http ? 'Saved.' : 'What you type is saved by itself.', found.http ? 'good' : '')
}

addEventListener('hashchange', () => location.reload())
begin()
