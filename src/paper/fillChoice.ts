import type { LayoutField, LayoutOption } from '../contract/layout.ts'
import type { Severity, TruthField } from '../contract/truth.ts'
import { press } from './pen/stamp.ts'
import { drawCancelled, drawSpeck, drawTick, type TickPlace, type TickShape } from './pen/tick.ts'
import type { Random } from './random.ts'
import type { Desk } from './writeLetter.ts'

/** Ticks the chosen options in the writer's way; sometimes a wrong one first, which is then taken back by filling it in. */
export function fillChoice(field: LayoutField, chosen: readonly string[], desk: Desk, random: Random): TruthField {
  const options = field.options ?? []
  const marks: Record<string, string> = Object.fromEntries(options.map(({ value }) => [value, 'none']))
  const others = options.filter(({ value }) => !chosen.includes(value))
  const byHand = desk.writer.face === null
  const slips = byHand && chosen.length > 0 && others.length > 0
  const mistake = slips && random.chance(MISTAKES[desk.severity]) ? random.pick(others) : null
  for (const option of options) {
    const own = random.fork(option.value)
    const place = placeOf(option, desk)
    if (chosen.includes(option.value)) marks[option.value] = tick(place, desk, own)
    else if (option === mistake) {
      tick(place, desk, own.fork('tick'))
      press(drawCancelled(place, own), desk.ink, desk.writer.ink, 1, own.next() * 6)
      marks[option.value] = 'cancelled'
    } else if (byHand && own.chance(SPECKS[desk.severity])) press(drawSpeck(place, own), desk.ink, desk.writer.ink, 0.8)
  }
  return { value: [...chosen], marks, hand: desk.writer.hand }
}

function tick(place: TickPlace, desk: Desk, random: Random): TickShape {
  const shape = shapeNow(desk, random.fork('shape'))
  press(
    drawTick(shape, place, random),
    desk.ink,
    desk.writer.ink,
    shape === 'faint' ? random.between(0.28, 0.5) : 1,
    random.next() * 6,
  )
  return shape
}

// People keep to their habit, with a slip now and then.
function shapeNow({ writer, severity }: Desk, random: Random): TickShape {
  if (writer.face !== null) return writer.tick
  if (severity === 'clean') return TIDY.includes(writer.tick) ? writer.tick : 'check'
  if (random.chance(0.03)) return random.pick(['check', 'overshoot', 'faint', 'slash'])
  return writer.tick
}

const TIDY: readonly TickShape[] = ['check', 'cross', 'slash', 'dot']
const MISTAKES: Record<Severity, number> = { clean: 0, normal: 0.015, rough: 0.04, hostile: 0.05 }
const SPECKS: Record<Severity, number> = { clean: 0, normal: 0.002, rough: 0.008, hostile: 0.012 }

function placeOf(option: LayoutOption, { pxPerMm, writer }: Desk): TickPlace {
  const { x, y, w, h } = option.boxMm
  return {
    box: { x: x * pxPerMm, y: y * pxPerMm, w: w * pxPerMm, h: h * pxPerMm },
    // Printed labels are about 3.2 mm a character and start a little to the right of the box.
    labelPx: (2 + Array.from(option.label.zh).length * 3.2) * pxPerMm,
    strokePx: writer.ink.widthMm * pxPerMm,
    sloppiness: writer.sloppiness,
  }
}
