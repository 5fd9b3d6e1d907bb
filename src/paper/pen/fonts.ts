import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { create, type Font } from 'fontkit'
import type { Point } from '../../geometry/point.ts'

/**
 * A glyph in units of the em, y down, origin at the left of the advance on the top of the em box. Curves are flattened. Contours are kept
 * as x, y, x, y …: a font's thousands of points as objects would be looked through each time garbage is collected.
 */
export interface Glyph {
  readonly contours: readonly Float64Array[]
  readonly advance: number
}

export interface HandFont {
  readonly name: string
  /** Width of an ordinary stroke in ems, measured on a stem: what a thicker or thinner pen is compared with. */
  readonly strokeEm: number
  /** null when the font lacks the character. */
  glyph(character: string): Glyph | null
}

export type HandName = keyof typeof FILES

/** Loads a handwriting font from its npm package once per process. */
export function loadHand(name: HandName): Promise<HandFont> {
  let loading = loaded.get(name)
  if (loading === undefined) {
    loading = load(name)
    loaded.set(name, loading)
  }
  return loading
}

const loaded = new Map<HandName, Promise<HandFont>>()

// strokeEm: 2 × area / perimeter over common characters (decisions/0020).
const FILES = {
  'zhi-mang-xing': { package: '@expo-google-fonts/zhi-mang-xing', file: '400Regular/ZhiMangXing_400Regular.ttf' },
  'liu-jian-mao-cao': { package: '@expo-google-fonts/liu-jian-mao-cao', file: 'LiuJianMaoCao_400Regular.ttf' },
  'ma-shan-zheng': { package: '@expo-google-fonts/ma-shan-zheng', file: '400Regular/MaShanZheng_400Regular.ttf' },
  'long-cang': { package: '@fontsource/long-cang', file: 'files/long-cang-chinese-simplified-400-normal.woff2' },
  caveat: { package: '@expo-google-fonts/caveat', file: '400Regular/Caveat_400Regular.ttf' },
  kalam: { package: '@expo-google-fonts/kalam', file: '300Light/Kalam_300Light.ttf' },
  'patrick-hand': { package: '@expo-google-fonts/patrick-hand', file: '400Regular/PatrickHand_400Regular.ttf' },
  'reenie-beanie': { package: '@expo-google-fonts/reenie-beanie', file: '400Regular/ReenieBeanie_400Regular.ttf' },
  'nothing-you-could-do': {
    package: '@expo-google-fonts/nothing-you-could-do',
    file: '400Regular/NothingYouCouldDo_400Regular.ttf',
  },
  // No hands: what answers are typed in.
  'noto-sans-sc': { package: '@expo-google-fonts/noto-sans-sc', file: '400Regular/NotoSansSC_400Regular.ttf' },
  'noto-serif-sc': { package: '@expo-google-fonts/noto-serif-sc', file: '400Regular/NotoSerifSC_400Regular.ttf' },
} as const

async function load(name: HandName): Promise<HandFont> {
  const { package: from, file } = FILES[name]
  const font = create(await readFile(packageFile(from, file))) as Font
  const glyphs = new Map<string, Glyph | null>()
  const glyph = (character: string): Glyph | null => {
    let found = glyphs.get(character)
    if (found === undefined) {
      const point = character.codePointAt(0)!
      found = font.hasGlyphForCodePoint(point) ? flatten(font, point) : null
      glyphs.set(character, found)
    }
    return found
  }
  return { name, strokeEm: measureStroke(glyph), glyph }
}

/** The path of a file inside an npm package, whether or not the package lists it in its exports. */
export function packageFile(name: string, file: string): string {
  const roots = createRequire(import.meta.url).resolve.paths(name) ?? []
  const found = roots.map((root) => join(root, name, file)).find((path) => existsSync(path))
  if (found === undefined) throw new Error(`${name}/${file} is not installed: run npm ci`)
  return found
}

function flatten(font: Font, codePoint: number): Glyph {
  const glyph = font.glyphForCodePoint(codePoint)
  const em = font.unitsPerEm
  // The em box of Chinese fonts: from the ascent down one em.
  const top = Math.min(font.ascent, em * 0.88)
  const contours: Float64Array[] = []
  const close = (): void => {
    if (contour.length > 2) contours.push(Float64Array.from(contour.flatMap(({ x, y }) => [x, y])))
  }
  let now: Point = { x: 0, y: 0 }
  let contour: Point[] = []
  const at = (x: number, y: number): Point => ({ x: x / em, y: (top - y) / em })
  for (const { command, args } of glyph.path.commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args
    if (command === 'moveTo') {
      close()
      now = at(a, b)
      contour = [now]
    } else if (command === 'lineTo') {
      now = at(a, b)
      contour.push(now)
    } else if (command === 'quadraticCurveTo') {
      const end = at(c, d)
      curve(contour, now, at(a, b), at(a, b), end, 2)
      now = end
    } else if (command === 'bezierCurveTo') {
      const end = at(e, f)
      curve(contour, now, at(a, b), at(c, d), end, 3)
      now = end
    }
  }
  close()
  return { contours, advance: glyph.advanceWidth / em }
}

function curve(out: Point[], a: Point, b: Point, c: Point, d: Point, degree: 2 | 3): void {
  const STEPS = 5
  for (let i = 1; i <= STEPS; i++) {
    const t = i / STEPS
    const u = 1 - t
    if (degree === 2)
      out.push({ x: u * u * a.x + 2 * u * t * b.x + t * t * d.x, y: u * u * a.y + 2 * u * t * b.y + t * t * d.y })
    else
      out.push({
        x: u * u * u * a.x + 3 * u * u * t * b.x + 3 * u * t * t * c.x + t * t * t * d.x,
        y: u * u * u * a.y + 3 * u * u * t * b.y + 3 * u * t * t * c.y + t * t * t * d.y,
      })
  }
}

// A long thin shape of width w has 2 × area / perimeter = w.
function measureStroke(glyph: (character: string) => Glyph | null): number {
  let area = 0
  let round = 0
  for (const character of '一十口日中国人大nhmle') {
    for (const contour of glyph(character)?.contours ?? []) {
      for (let i = 0; i < contour.length; i += 2) {
        const [ax, ay] = [contour[i]!, contour[i + 1]!]
        const [bx, by] = [contour[(i + 2) % contour.length]!, contour[(i + 3) % contour.length]!]
        area += (ax * by - bx * ay) / 2
        round += Math.hypot(bx - ax, by - ay)
      }
    }
  }
  return round === 0 ? 0.06 : (2 * Math.abs(area)) / round
}
