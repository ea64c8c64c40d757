// One of several frames that are averaged.
uniform sampler2D pictureTexture;
uniform float share;
out vec4 fragColour;
void main()
{
    fragColour = vec4(texelFetch(pictureTexture, ivec2(gl_FragCoord.xy), 0).rgb, share);
}
