import { routes, type Route } from '../../src/contract/routes.ts'

/** What a route is asked with; one that shows nothing of any letter says so. */
export type Asked = { query?: string; params?: Record<string, string>; body?: object } | 'not about letters'
type Answered = { statusCode: number; payload: string }
export type Ask = (method: Route['method'], address: string, body?: object) => Promise<Answered>

/** Every route there is, as a person may call it about this letter. What is added there must be added here. */
export const everyRoute = (letter: string, page: string, arrival: string): Record<keyof typeof routes, Asked> => {
  const sheet = { key: 'sheet-of-boris', confirmed: [1, 2, 3, 4, 5, 6], odd: [] }
  const stale = { revision: 0, key: 'stale-of-boris', keyings: [{ field: 'phone', state: 'read', value: '1' }] }
  const place = { form: 'small', version: '1', page: '1' }
  return {
    health: {},
    openapi: {},
    whoAmI: {},
    signIn: 'not about letters',
    signOut: 'not about letters',
    changePassword: 'not about letters',
    listPeople: {},
    addPerson: 'not about letters',
    changePerson: 'not about letters',
    renewPassword: 'not about letters',
    listLetters: {},
    nextLetter: {},
    claimNext: { body: { after: null } },
    claimLetter: { params: { id: letter } },
    releaseLetter: { params: { id: letter } },
    showLetter: { params: { id: letter } },
    saveLetter: { params: { id: letter }, body: stale },
    setAside: { params: { id: letter }, body: { revision: 0, how: 'postponed', note: '' } },
    rereadLetter: { params: { id: letter } },
    retryPage: { params: { id: page } },
    pageImage: { params: { id: page } },
    listGroups: {},
    groupSheet: { query: 'form=small&version=1&heap=phone' },
    cropImage: { params: { number: '1' } },
    confirmSheet: { body: sheet },
    showScores: {},
    nextSample: {},
    nextDispute: {},
    sampleInk: { params: { number: '1' } },
    keySample: { params: { number: '1' }, body: { key: 'sample-of-boris', state: 'unclear', value: null } },
    showErrors: {},
    showOwnWork: {},
    settleSample: { params: { number: '1' }, body: { key: 'settled-by-boris', right: 'first' } },
    withdrawSheet: { params: { key: 'sheet-of-boris' } },
    listArrivals: {},
    receiveFile: 'not about letters',
    sendPart: 'not about letters',
    retryArrival: { params: { id: arrival } },
    listHeldPages: {},
    listRescans: {},
    showSteps: { params: { id: page } },
    showHandFit: { params: { id: page } },
    fitByHand: { params: { id: page }, body: { run: 0, id: null, handles: null } },
    showSplit: { params: { id: arrival } },
    correctSplit: { params: { id: arrival }, body: { version: '', correction: { do: 'cut', page } } },
    choosePage: { params: { id: page }, body: { keep: 'there', beside: null } },
    originalFile: { params: { id: arrival } },
    showOperation: {},
    changeOperation: { body: { part: 'intake', paused: false } },
    events: 'not about letters',
    listForms: {},
    printForm: { params: place },
    previewForm: { params: place },
    printLabel: { params: place },
    registerEnvelope: { body: { waybill: 'EA123456785CN' } },
    listEnvelopes: {},
    listGaps: {},
    showEnvelope: { params: { id: 'E-000001' } },
    changeEnvelope: { params: { id: 'E-000001' }, body: {} },
    clearEnvelope: { params: { id: 'E-000001' }, body: {} },
    // Paper for the mailroom, made without looking at any letter's fields.
    printSeparator: 'not about letters',
    printSticker: 'not about letters',
    printStickers: 'not about letters',
    printDivider: 'not about letters',
    printHandover: 'not about letters',
    exportLetters: {},
  }
}

/** Asks each of them and answers what came back, by route. An export is asked for in every text form. */
export async function walkRoutes(
  all: Partial<Record<keyof typeof routes, Asked>>,
  ask: Ask,
): Promise<({ name: string } & Answered)[]> {
  const answers: ({ name: string } & Answered)[] = []
  for (const [name, given] of Object.entries(all)) {
    if (given === 'not about letters') continue
    const route = routes[name as keyof typeof routes]
    const path = route.url.replaceAll(/:(\w+)/g, (_, key: string) => given.params?.[key] ?? 'x')
    const queries = name === 'exportLetters' ? ['format=json', 'format=csv'] : [given.query ?? '']
    for (const query of queries) {
      const { statusCode, payload } = await ask(route.method, query === '' ? path : `${path}?${query}`, given.body)
      answers.push({ name, statusCode, payload })
    }
  }
  return answers
}
