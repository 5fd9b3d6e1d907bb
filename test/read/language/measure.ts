import { bestPath } from '../../../src/read/language/bestPath.ts'
import { measureText, sumUp, type Figures } from './figures.ts'
import { readLattices } from './lattices.ts'

/** `npm run measure:language`: character error of ink alone and of ink and words, hand by hand, on both halves. */
for (const half of ['development', 'report'] as const) {
  const texts = readLattices(half)
  const hands = [...new Set(texts.map(({ hand }) => hand))]
  const rows = hands.map(
    (hand) =>
      [hand, sumUp(texts.filter((text) => text.hand === hand).map((text) => measureText(text, bestPath)))] as const,
  )
  process.stdout.write(`${half}\n${rows.map(([hand, figures]) => line(hand, figures)).join('')}`)
  process.stdout.write(line('all', sumUp(rows.map(([, figures]) => figures))))
}

function line(hand: string, { characters, inkWrong, wrong, inTop5, broken, mended, cpuMs }: Figures): string {
  const share = (count: number): string => (count / characters).toFixed(4)
  return (
    `${hand.padEnd(18)} ${String(characters).padStart(5)} characters, error ${share(inkWrong)} → ${share(wrong)}, ` +
    `${mended} mended, ${broken} broken, top-5 ${share(inTop5)}, ${((cpuMs / characters) * 300).toFixed(0)} ms of CPU for 300\n`
  )
}
