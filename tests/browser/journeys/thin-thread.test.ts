// The journeys of the thin thread, in a real browser, in one house over the sample world.
import './case.ts'
