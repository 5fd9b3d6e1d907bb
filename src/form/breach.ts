import type { Breach } from '../contract/form.ts'
import type { Bilingual } from '../contract/layout.ts'

/** What a rule says when it does not hold; `found` and `demanded` come with their unit. */
const sentences = {
  margin: ({ found, demanded }) => ({
    zh: `距纸边 ${found}，打印机边距须留 ${demanded}。`,
    en: `${found} from the edge of the paper; printers need ${demanded}.`,
  }),
  fold: ({ found, demanded, other }) => ({
    zh: `距折痕 ${other.zh} 只有 ${found}，须离开 ${demanded}：折痕会被读成笔迹。`,
    en: `${found} from the fold at ${other.en}; keep ${demanded} away, or the crease is read as ink.`,
  }),
  quiet: ({ found, demanded, other }) => ({
    zh: `距 ${other.zh} ${found}，静区须空出 ${demanded}。`,
    en: `${found} from ${other.en}; its quiet zone needs ${demanded}.`,
  }),
  overlap: ({ found, other }) => ({
    zh: `与 ${other.zh} 重叠 ${found}。`,
    en: `overlaps ${other.en} by ${found}.`,
  }),
  'tick-gap': ({ found, demanded, other }) => ({
    zh: `与勾选框 ${other.zh} 相距 ${found}，至少 ${demanded}。`,
    en: `${found} from the tick box ${other.en}; at least ${demanded}.`,
  }),
  size: ({ found, demanded, other }) => ({
    zh: `${other.zh} ${found}，至少 ${demanded}。`,
    en: `${other.en} is ${found}; at least ${demanded}.`,
  }),
  'code-module': ({ found, demanded }) => ({
    zh: `二维码一个模块宽 ${found}，至少 ${demanded}。`,
    en: `a module of the page code is ${found} wide; at least ${demanded}.`,
  }),
  'fiducials-few': ({ other }) => ({
    zh: `只有 ${other.zh} 个定位标记，至少 6 个。`,
    en: `${other.en} fiducials; at least 6.`,
  }),
  'fiducials-spread': ({ found, demanded, other }) => ({
    zh: `失去 ${other.zh} 后，其余定位标记只跨 ${found}，至少 ${demanded}。`,
    en: `without ${other.en} the fiducials span only ${found}; at least ${demanded}.`,
  }),
  'fiducials-symmetric': ({ found, demanded, other }) => ({
    zh: `页面转 ${other.zh}° 后定位标记几乎重合（第二大偏差 ${found}，至少 ${demanded}），分不清方向。`,
    en: `turned by ${other.en}° the fiducials all but fall on themselves (second largest distance ${found}; at least ${demanded}).`,
  }),
  keying: () => ({
    zh: '不能由两人各录一遍：只有一行以内的文字或数字才可以。',
    en: 'cannot be keyed twice: only a line of text or digits can.',
  }),
  printed: ({ other }) => ({
    zh: `该版本已按版面 ${other.zh} 登记印刷：版面改动必须另立新版本。`,
    en: `this version is on record as printed with layout ${other.en}: a changed layout needs a new version.`,
  }),
  unrecorded: ({ other }) => ({
    zh: `尚未登记：印刷前请在 forms/fingerprints.yaml 中为该版本写入 ${other.zh}。`,
    en: `not on record: write ${other.en} for this version into forms/fingerprints.yaml before printing.`,
  }),
  overflow: ({ found, other }) => ({
    zh: `文字超出文本框 ${found}（${other.zh}）。`,
    en: `the text stands ${found} out of its box (${other.en}).`,
  }),
  ink: ({ found, demanded, other }) => ({
    zh: `印刷内容距 ${other.zh} ${found}，至少 ${demanded}：会被读成笔迹。`,
    en: `printed ${found} from ${other.en}; at least ${demanded}, or it is read as ink.`,
  }),
  'text-on-text': ({ found, other }) => ({
    zh: `与“${other.zh}”相压 ${found}。`,
    en: `runs ${found} into "${other.en}".`,
  }),
  glyph: ({ other }) => ({
    zh: `字体中没有这些字符：${other.zh}`,
    en: `the font has no glyph for: ${other.en}`,
  }),
} satisfies Record<string, (words: Words) => Bilingual>

export type Rule = keyof typeof sentences
export const rules = Object.keys(sentences) as readonly Rule[]

interface Words {
  readonly found: string
  readonly demanded: string
  /** Whatever else the rule is about: another field, a fold, a count. */
  readonly other: Bilingual
}

/** A breach with its millimetres and its sentence in both languages. */
export function breach(
  where: { readonly form: string; readonly version: number },
  rule: Rule,
  page: number | null,
  target: string,
  about: {
    readonly foundMm?: number
    readonly demandedMm?: number
    readonly other?: string | Bilingual
  } = {},
): Breach {
  const { foundMm = null, demandedMm = null, other = '' } = about
  const words = {
    found: millimetres(foundMm),
    demanded: millimetres(demandedMm),
    other: typeof other === 'string' ? { zh: other, en: other } : other,
  }
  return {
    rule,
    form: where.form,
    version: where.version,
    page,
    target,
    foundMm: foundMm === null ? null : Math.round(foundMm * 1000) / 1000,
    demandedMm,
    sentence: sentences[rule](words),
  }
}

function millimetres(value: number | null): string {
  return value === null ? '' : `${Number(value.toFixed(2))} mm`
}
