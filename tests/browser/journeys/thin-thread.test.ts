// The journeys of the thin thread, in a real browser, in one house over the sample world. They share the house so that
// all of them stay quick; the order is that of the thread, and the body that ends comes last, for others use its people.
import './people.ts'
import './case.ts'
import './genogram.ts'
import './review.ts'
import './chronology.ts'
import './learning.ts'
import './publication.ts'
import './statement.ts'
import './home.ts'
import './not-for-them.ts'
import './other-ways.ts'
import './organisations.ts'
