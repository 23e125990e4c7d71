// How a process that answers questions keeps memory.
#pragma once

namespace tangible::index {

/// From now on memory that is freed stays with the process, up to 64 MB a processor: lists as long as the collection
/// come and go with each question, and getting zeroed pages for them each time took a third of its time.  What is over
/// 4 MB, as a file that was sent in, goes back as ever.
void keep_freed_memory();

}  // namespace tangible::index
