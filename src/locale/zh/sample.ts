/** 抽检：已定的字段由没有看过的人再录一遍。 */
export const samples = {
  title: '抽检',
  tabs: { key: '再录一遍', settle: '裁定不同' },
  privacy: '只看笔迹，照写的录入。这里看不到是谁的信、原来定的是什么。',
  whichIsRight: '两个值不同，照笔迹哪一个对？看不出哪个是原来定的。',
  neither: '两个都不对，另录',
  ink: '笔迹',
  asWritten: '照笔迹录入',
  keep: '记下，看下一项',
  decide: '裁定，看下一项',
  kept: '已记下。',
  needsValue: '请照笔迹录入；空白按 Ctrl+B，无法辨认按 Ctrl+U。',
  needsSide: '请先选哪一个对。',
  none: '没有等您再录的抽检。您录过或看过的信由别人来检。',
  noDispute: '没有等您裁定的不同。',
  own: {
    title: '我的（近 30 天）',
    letters: '信件',
    fields: '字段',
    second: '与第二人录入相同',
    sample: '被抽检的值正确',
    anHour: '每小时 {n}',
    tooShort: '时间太短，不算速度',
    none: '还没有',
    private: '只有您自己看得到。',
  },
  found: {
    stood: '原来定的对，信件没有改动。',
    corrected: '原来定的错，已按裁定改正。',
    changed: '原来定的错；此后已有人改过这个字段，信件没有再动。',
  },
}

export type SampleWords = Widened<typeof samples>
type Widened<T> = { [K in keyof T]: T[K] extends string ? string : Widened<T[K]> }
