in vec3 vertexPosition;
#ifdef FEATURES
in uint vertexFeature;
uniform sampler2D stateTexture;
#endif
uniform mat4 modelViewProjection;
void main()
{
    gl_Position = modelViewProjection * vec4(vertexPosition, 1.0);
#ifdef FEATURES
    float flags = texelFetch(stateTexture, ivec2(int(vertexFeature) & 1023, int(vertexFeature) >> 10), 0).a;
    if ((int(flags * 255.0 + 0.5) & 16) != 0)
        gl_Position = vec4(2.0, 2.0, 2.0, 0.0);
#endif
}
