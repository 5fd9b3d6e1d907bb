/** 多人一起做：谁拿着哪封信。 */
export const together = {
  heldBy: '{name} 正在校对这封信（到 {until}）。您可以看，录入的内容留在草稿中；轮到您时会自动交给您。',
  with: '{name} 校对中',
  agreed: '两人一致 · {names}',
  settled: '仲裁 · {name}',
  differing: '两人录入不同，选定其一或另录',
  waits: { second: '待第二人', settler: '待仲裁' },
}

export type Together = Widened<typeof together>
type Widened<T> = { [K in keyof T]: T[K] extends string ? string : Widened<T[K]> }
