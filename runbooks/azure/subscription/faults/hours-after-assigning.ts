/** An assignment needs ten minutes until it counts. */
const hoursAfterAssigning = 0.25;

export default hoursAfterAssigning;
