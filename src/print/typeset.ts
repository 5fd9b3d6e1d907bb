import type { ArtText, TextStyle } from '../contract/artwork.ts'
import type { Box } from '../geometry/point.ts'
import { ptToMm } from '../geometry/units.ts'
import { breakLines } from './breakLines.ts'
import type { Face, FaceKey, Faces } from './faces.ts'

export type Lang = 'zh' | 'en'

/** A stretch of one line in one face. `xMm, yMm` is the start of its baseline. */
export interface Run {
  readonly text: string
  readonly face: Face
  readonly sizePt: number
  readonly trackingEm: number
  readonly xMm: number
  readonly yMm: number
}

/** One text with everything placed; `overflowMm` is how much its lines stand out of its box at the bottom or right. */
export interface SetText {
  readonly art: ArtText
  readonly runs: readonly Run[]
  readonly overflowMm: number
}

/** Sets a text in its box: the language of the print first, the other beneath or after it, as its style says. */
export function typeset(art: ArtText, lang: Lang, faces: Faces): SetText {
  const lines = linesOf(art, lang, faces)
  const heightMm = lines.reduce((sum, line) => sum + line.beforeMm + line.heightMm, 0)
  const { boxMm } = art
  const slackMm = boxMm.h - heightMm
  let y = boxMm.y + (art.valign === 'top' ? 0 : art.valign === 'middle' ? slackMm / 2 : slackMm)
  let overflowMm = -slackMm
  const runs: Run[] = []
  for (const { pieces, heightMm, beforeMm, baselineMm } of lines) {
    const widthMm = pieces.reduce((sum, piece) => sum + piece.gapMm + piece.widthMm, 0)
    overflowMm = Math.max(overflowMm, widthMm - boxMm.w)
    y += beforeMm
    const free = boxMm.w - widthMm
    let x = boxMm.x + startMm(art.align, pieces, free)
    for (const { text, look, gapMm, widthMm } of pieces) {
      x += gapMm
      const { face, sizePt, trackingEm } = look
      if (text !== '') runs.push({ text, face, sizePt, trackingEm, xMm: x, yMm: y + baselineMm })
      x += widthMm
    }
    y += heightMm
  }
  return { art, runs, overflowMm: Math.max(0, overflowMm) }
}

// A full-width mark has its ink in one half: hung out by the other, the edge of the text looks straight.
function startMm(align: ArtText['align'], pieces: readonly Piece[], freeMm: number): number {
  if (align === 'center') return freeMm / 2
  const { text, look } = align === 'left' ? pieces[0]! : pieces.at(-1)!
  const character = Array.from(text).at(align === 'left' ? 0 : -1) ?? ''
  const hangs = (align === 'left' ? '“‘（《「' : '”’）》」。，').includes(character)
  const ink = hangs && character !== '' ? look.face.inkEm(character) : null
  if (align === 'left') return -ptToMm(look.sizePt) * Math.max(0, (ink?.left ?? 0) - MARK_BEARING_EM)
  const right = ink === null ? 0 : look.face.advanceEm(character) - ink.right
  return freeMm + ptToMm(look.sizePt) * Math.max(0, right - MARK_BEARING_EM)
}

const MARK_BEARING_EM = 0.08

/** Characters each face needs for a text in a language. */
export function charactersOf(art: ArtText, lang: Lang): [FaceKey, string][] {
  const { style, text } = art
  const wanted: [FaceKey, string][] = [[`${style.font} ${style.weight}`, text[lang]]]
  if (style.second !== undefined) wanted.push([`${style.second.font} ${style.second.weight}`, text[other(lang)]])
  return wanted.map(([key, text]) => [key, text.replaceAll('\n', '')])
}

/** The box of a run's ink in page millimetres, y downwards; null when it has none. */
export function inkOf(run: Run): Box | null {
  const boxes = glyphsOf(run).flatMap(({ ink }) => (ink === null ? [] : [ink]))
  if (boxes.length === 0) return null
  const x = Math.min(...boxes.map((b) => b.x))
  const y = Math.min(...boxes.map((b) => b.y))
  return {
    x,
    y,
    w: Math.max(...boxes.map((b) => b.x + b.w)) - x,
    h: Math.max(...boxes.map((b) => b.y + b.h)) - y,
  }
}

/** Every glyph of a run with where its baseline starts and the box of its ink. */
export function glyphsOf(run: Run): { character: string; xMm: number; ink: Box | null }[] {
  const emMm = ptToMm(run.sizePt)
  let x = run.xMm
  return Array.from(run.text).map((character) => {
    const em = run.face.inkEm(character)
    const ink = em && {
      x: x + em.left * emMm,
      y: run.yMm - em.top * emMm,
      w: (em.right - em.left) * emMm,
      h: (em.top - em.bottom) * emMm,
    }
    const glyph = { character, xMm: x, ink }
    x += (run.face.advanceEm(character) + run.trackingEm) * emMm
    return glyph
  })
}

interface Look {
  readonly face: Face
  readonly sizePt: number
  readonly trackingEm: number
  readonly leading: number
}
interface Piece {
  readonly text: string
  readonly look: Look
  readonly gapMm: number
  readonly widthMm: number
}
interface Line {
  readonly pieces: Piece[]
  readonly beforeMm: number
  readonly heightMm: number
  readonly baselineMm: number
}

function linesOf(art: ArtText, lang: Lang, faces: Faces): Line[] {
  const { style, text, boxMm } = art
  const first = lookOf(style, lang, faces)
  const lines = wrapped(text[lang], first, boxMm.w)
  const second = style.second
  const beside = text[other(lang)]
  if (second === undefined || beside === '' || beside === text[lang]) return lines
  const look = lookOf(second, other(lang), faces)
  const gapMm = second.gapMm ?? 0
  const last = lines.at(-1)!
  const lastMm = last.pieces.reduce((sum, piece) => sum + piece.widthMm, 0)
  const widthMm = widthOf(beside, look)
  // What does not fit after the first language goes beneath it.
  if (second.place === 'after' && !beside.includes('\n') && lastMm + gapMm + widthMm <= boxMm.w) {
    last.pieces.push({ text: beside, look, gapMm, widthMm })
    return lines
  }
  const below = wrapped(beside, look, boxMm.w)
  return [...lines, { ...below[0]!, beforeMm: second.place === 'below' ? gapMm : 0 }, ...below.slice(1)]
}

function wrapped(text: string, look: Look, maxMm: number): Line[] {
  const emMm = ptToMm(look.sizePt)
  const heightMm = emMm * look.leading
  return breakLines(text, maxMm, (part) => widthOf(part, look)).map((line) => ({
    pieces: [{ text: line, look, gapMm: 0, widthMm: widthOf(line, look) }],
    beforeMm: 0,
    heightMm,
    // A Chinese character stands 0.88 em above the baseline and 0.12 em below it.
    baselineMm: (heightMm - emMm) / 2 + 0.88 * emMm,
  }))
}

function lookOf(style: Omit<TextStyle, 'second'>, lang: Lang, faces: Faces): Look {
  return {
    face: faces.get(`${style.font} ${style.weight}`)!,
    sizePt: style.sizePt[lang],
    // Tracking opens Chinese headings; between Latin letters it would tear words apart.
    trackingEm: lang === 'zh' ? (style.tracking ?? 0) / 1000 : 0,
    leading: style.leading ?? 1.35,
  }
}

function widthOf(text: string, { face, sizePt, trackingEm }: Look): number {
  const characters = Array.from(text)
  const em = characters.reduce((sum, character) => sum + face.advanceEm(character), 0)
  return ptToMm(sizePt) * (em + trackingEm * Math.max(0, characters.length - 1))
}

function other(lang: Lang): Lang {
  return lang === 'zh' ? 'en' : 'zh'
}
