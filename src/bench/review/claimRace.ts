import { claimRoutes } from '../../contract/claimRoutes.ts'
import { spread } from '../tally.ts'

export interface ClaimFigures {
  /** Asking all at once, each for one letter after the other. */
  readonly claimClients: number
  /** So many letters. */
  readonly claimsGiven: number
  /** Letters that were given to a second client while the first held them. */
  readonly doubleClaims: number
  /** 95th percentile from asking to the answer, milliseconds. */
  readonly claimMsP95: number | null
}

/** The next letter after the one a client was given last; null when none is left. */
type Claim = (client: string, after: string | null) => Promise<string | null>

/** Clients that ask for the next letter all at once, `rounds` times, and give none back: whatever two of them get is given twice. */
export async function claimRace(
  clients: readonly string[],
  rounds: number,
  claim: Claim,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<ClaimFigures> {
  const holder = new Map<string, string>()
  const last = new Map<string, string>()
  const times: number[] = []
  let doubleClaims = 0
  for (let round = 0; round < rounds; round++) {
    await Promise.all(
      clients.map(async (client) => {
        const began = performance.now()
        const letter = await claim(client, last.get(client) ?? null)
        times.push(performance.now() - began)
        if (letter === null) return
        const before = holder.get(letter)
        if (before !== undefined && before !== client) doubleClaims++
        holder.set(letter, client)
        last.set(client, letter)
      }),
    )
    onProgress(round + 1, rounds)
  }
  return {
    claimClients: clients.length,
    claimsGiven: holder.size,
    doubleClaims,
    claimMsP95: spread(times)?.p95 ?? null,
  }
}

/** `claim` over HTTP, as a browser does it: a client is its session cookie. */
export function claimAt(url: string): Claim {
  return async (cookie, after) => {
    const response = await fetch(new URL(claimRoutes.claimNext.url, url), {
      method: claimRoutes.claimNext.method,
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ after }),
    })
    if (!response.ok) throw new Error(`claiming a letter: HTTP ${response.status}`)
    return ((await response.json()) as { letter: string | null }).letter
  }
}
