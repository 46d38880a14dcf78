/**
 * Inputs that choose the path of each agreement. Faults without any are on that of the Enterprise
 * Agreement.
 */
export const ea = { agreement: 'ea' } as const;
export const mca = { agreement: 'mca' } as const;
export const mosp = { agreement: 'mosp' } as const;
