export const incoming = {
  title: 'Văn bản đến',
}
