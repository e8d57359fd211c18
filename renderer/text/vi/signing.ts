export const signing = {
  title: 'TITLE',
}
