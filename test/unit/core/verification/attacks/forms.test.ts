import { formAttacks } from '#test/support/attacks/forms'
import { describeAttacks } from '#test/support/attacks/judge-variant'

describeAttacks('changes of forms', await formAttacks())
