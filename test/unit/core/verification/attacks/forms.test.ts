import { formAttacks } from '#test/support/attacks/forms'
import { describeAttacks } from '#test/support/attacks/judge-variant'

describeAttacks('changes of forms', await formAttacks(), {
  missed: ['open form: a value without a look', 'open form: a box is ticked and does not show it'],
  refused: ['sealed by the agency: its lock written with the signature'],
})
