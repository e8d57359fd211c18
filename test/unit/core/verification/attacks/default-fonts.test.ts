import { defaultFontAttacks } from '#test/support/attacks/default-fonts'
import { describeAttacks } from '#test/support/attacks/judge-variant'

describeAttacks('fonts that come under a name which fields without a look ask for', await defaultFontAttacks())
