# docker build -t tenken . && docker run --rm --network none -v "$PWD:/drafts:ro" tenken check /drafts
FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --locked --release --bin tenken

FROM debian:bookworm-slim
COPY --from=build /src/target/release/tenken /usr/local/bin/tenken
USER 65534:65534
WORKDIR /drafts
ENTRYPOINT ["tenken"]
