import { describeAttacks } from '#test/support/attacks/judge-variant'
import { sharedParts } from '#test/support/attacks/shared-parts'

describeAttacks('changes of what pages share and of what stands beside them', await sharedParts())
