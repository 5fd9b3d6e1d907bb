/** 多人一起做：谁拿着哪封信。 */
export const together = {
  heldBy: '{name} 正在校对这封信（到 {until}）。您可以看，录入的内容留在草稿中；轮到您时会自动交给您。',
  with: '{name} 校对中',
}
